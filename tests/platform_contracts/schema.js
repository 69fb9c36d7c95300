// JSON Schema as OpenAPI 3.0 and Swagger 2.0 write it, made fit for a validator: nullable, exclusive limits as booleans.
'use strict';
const Ajv = require('ajv');

function adapted(node) {
  if (Array.isArray(node)) return node.map(adapted);
  if (node === null || typeof node !== 'object') return node;
  const out = {};
  for (const [key, value] of Object.entries(node)) out[key] = key === 'properties' ? mapValues(value, adapted) : adapted(value);
  if (typeof out.exclusiveMinimum === 'boolean') exclusive(out, 'exclusiveMinimum', 'minimum');
  if (typeof out.exclusiveMaximum === 'boolean') exclusive(out, 'exclusiveMaximum', 'maximum');
  if (out.nullable === true && typeof out.type === 'string') {
    out.type = [out.type, 'null'];
    if (Array.isArray(out.enum) && !out.enum.includes(null)) out.enum = [...out.enum, null];
  }
  // Vendors leave examples, titles and the like in odd places, and "required: true" inside properties.
  for (const noise of ['example', 'examples', 'default', 'nullable', 'discriminator', 'xml', 'externalDocs', 'deprecated', 'readOnly', 'writeOnly', 'format']) {
    if (typeof out.type !== 'undefined' || noise !== 'format') if (!isPropertyMap(node)) delete out[noise];
  }
  if (typeof out.required === 'boolean') delete out.required;
  // BigCommerce: alternatives whose members are all optional (a link to a list, or the list) overlap. A value that fits one of them is right, and
  // a link is nothing but a link.
  if (out.properties && Object.keys(out.properties).sort().join() === 'resource,url') out.additionalProperties = false;
  if (Array.isArray(out.oneOf)) {
    out.allOf = [...(out.allOf || []), { anyOf: out.oneOf }];
    delete out.oneOf;
  }
  if (typeof out.$ref === 'string') return { $ref: out.$ref };
  return out;
}

// A map of property names may well hold one that is called "example" or "default".
function isPropertyMap(node) {
  return Object.values(node).length > 0 && Object.values(node).every((value) => value && typeof value === 'object' && !Array.isArray(value)) && !node.type && !node.$ref && !node.allOf;
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object || {}).map(([key, value]) => [key, change(value)]));
}

function exclusive(out, flag, limit) {
  if (out[flag] && typeof out[limit] === 'number') {
    out[flag] = out[limit];
    delete out[limit];
  } else {
    delete out[flag];
  }
}

/// Validates values against parts of one document that refer to each other by "#/…".
class Schemas {
  constructor(document) {
    this.document = document;
    this.ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false, validateFormats: false, logger: false });
    this.ajv.addSchema({ $id: 'contract', ...adapted({ definitions: document.definitions, components: document.components, parameters: document.parameters }) });
    this.compiled = new Map();
  }

  /// Complaints about `value`, each "path: what"; strict also names members that the schema does not know.
  complaints(schema, value, strict) {
    const key = JSON.stringify(schema);
    if (!this.compiled.has(key)) this.compiled.set(key, this.ajv.compile(withRoot(adapted(schema))));
    const validate = this.compiled.get(key);
    const found = validate(value) ? [] : validate.errors.map((error) => `${error.instancePath || '/'}: ${error.message}${error.params.allowedValues ? ' ' + JSON.stringify(error.params.allowedValues) : ''}`);
    return strict ? [...found, ...this.unknownMembers(schema, value, '')] : found;
  }

  resolve(schema) {
    let at = schema;
    for (let hops = 0; at && at.$ref && hops < 20; ++hops) at = at.$ref.replace(/^#\//, '').split('/').reduce((node, part) => node && node[part.replace(/~1/g, '/').replace(/~0/g, '~')], this.document);
    return at || {};
  }

  /// Every way in which the schema may be read: the alternatives and parts that it is composed of.
  parts(schema) {
    const own = this.resolve(schema);
    return [own, ...['allOf', 'anyOf', 'oneOf'].flatMap((word) => (own[word] || []).flatMap((part) => this.parts(part)))];
  }

  unknownMembers(schema, value, path) {
    const parts = this.parts(schema);
    if (Array.isArray(value)) {
      const items = parts.find((part) => part.items);
      return items ? value.flatMap((entry, index) => this.unknownMembers(items.items, entry, `${path}/${index}`)) : [];
    }
    if (value === null || typeof value !== 'object') return [];
    if (parts.some((part) => part.additionalProperties && part.additionalProperties !== false)) return [];
    const named = parts.filter((part) => part.properties);
    if (named.length === 0) return [];
    return Object.entries(value).flatMap(([name, member]) => {
      const owners = named.filter((part) => part.properties[name]);
      if (owners.length === 0) return [`${path}/${name}: the contract knows no such member`];
      const answers = owners.map((part) => this.unknownMembers(part.properties[name], member, `${path}/${name}`));
      return answers.some((answer) => answer.length === 0) ? [] : answers[0];
    });
  }
}

function withRoot(schema) {
  return JSON.parse(JSON.stringify(schema).replace(/"\$ref":"#\//g, '"$ref":"contract#/'));
}

module.exports = { Schemas };
