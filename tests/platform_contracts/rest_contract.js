// One OpenAPI 3.0 or Swagger 2.0 document as a judge of calls.
'use strict';
const { Schemas } = require('./schema');

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

class RestContract {
  constructor(document) {
    this.document = document;
    this.schemas = new Schemas(document);
    this.routes = Object.entries(document.paths).flatMap(([template, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({ template, method, item, operation: item[method], segments: template.split('/') })));
  }

  /// The operation for a method and path; literal segments win over placeholders.
  find(method, path) {
    const segments = path.split('/');
    const fits = this.routes.filter((route) => route.method === method.toLowerCase() && route.segments.length === segments.length &&
      route.segments.every((part, index) => part === segments[index] || (/\{[^}]+\}/.test(part) && segments[index] !== '')));
    return fits.sort((a, b) => placeholders(a) - placeholders(b))[0];
  }

  complaints(call, path) {
    const route = this.find(call.method, path);
    if (!route) return [`the contract has no ${call.method} ${path}`];
    return [...this.queryComplaints(route, call), ...this.bodyComplaints(route, call), ...this.answerComplaints(route, call)];
  }

  parameters(route) {
    return [...(route.item.parameters || []), ...(route.operation.parameters || [])].map((parameter) => this.schemas.resolve(parameter));
  }

  queryComplaints(route, call) {
    const declared = this.parameters(route).filter((parameter) => parameter.in === 'query');
    const sent = [...new URL(call.url).searchParams.entries()];
    const names = new Map(declared.map((parameter) => [canonical(parameter.name), parameter]));
    const found = [];
    for (const [name, text] of sent) {
      const parameter = names.get(canonical(name)) || names.get(canonical(name).replace(/\[.*$/, ''));
      if (!parameter) found.push(`query ${name}: the contract knows no such parameter`);
      else found.push(...this.valueComplaints(parameter, name, text));
    }
    for (const parameter of declared)
      if (parameter.required && !sent.some(([name]) => canonical(name) === canonical(parameter.name))) found.push(`query ${parameter.name}: required`);
    return found;
  }

  valueComplaints(parameter, name, text) {
    const schema = this.schemas.resolve(parameter.schema || parameter);
    const type = schema.type;
    if (type === 'integer' && !/^-?\d+$/.test(text)) return [`query ${name}: '${text}' is no integer`];
    if (type === 'number' && !(text !== '' && isFinite(text))) return [`query ${name}: '${text}' is no number`];
    if (type === 'boolean' && !/^(true|false|0|1)$/.test(text)) return [`query ${name}: '${text}' is no boolean`];
    if (type === 'integer' && ((schema.maximum !== undefined && +text > schema.maximum) || (schema.minimum !== undefined && +text < schema.minimum)))
      return [`query ${name}: ${text} is out of range`];
    if (schema.enum && !schema.enum.map(String).includes(text)) return [`query ${name}: '${text}' is none of ${schema.enum.join(', ')}`];
    if (type === 'array' && schema.items && schema.items.enum) {
      const odd = text.split(',').filter((value) => !schema.items.enum.map(String).includes(value));
      if (odd.length) return [`query ${name}: '${odd[0]}' is none of ${schema.items.enum.join(', ')}`];
    }
    return [];
  }

  bodySchema(route) {
    const swagger = this.parameters(route).find((parameter) => parameter.in === 'body');
    if (swagger) return swagger.schema;
    const body = this.schemas.resolve(route.operation.requestBody || {});
    const content = body.content || {};
    return (content['application/json'] || Object.values(content)[0] || {}).schema;
  }

  bodyComplaints(route, call) {
    const schema = this.bodySchema(route);
    if (!call.body) return schema && this.schemas.resolve(route.operation.requestBody || {}).required ? ['body: required'] : [];
    const value = parsed(call.body);
    if (value === undefined) return ['body: is no JSON'];
    if (!schema) return ['body: the contract takes none'];
    return this.schemas.complaints(schema, value, true).map((complaint) => `body ${complaint}`);
  }

  /// What the pretended shop answered, where the contract says what it may answer.
  answerComplaints(route, call) {
    if (!call.answer || call.status >= 300) return [];
    const responses = route.operation.responses || {};
    const response = this.schemas.resolve(responses[call.status] || responses[`${Math.floor(call.status / 100)}XX`] || responses.default || {});
    const content = response.content ? response.content['application/json'] || Object.values(response.content)[0] : undefined;
    const schema = response.schema || (content && content.schema);
    if (!schema) return responses[call.status] ? [] : [`answer: the contract has no status ${call.status} here`];
    const value = parsed(call.answer);
    if (value === undefined) return [];  // a pretended failure: a web page, half an answer
    return this.schemas.complaints(schema, value, false).map((complaint) => `answer ${complaint}`);
  }
}

function placeholders(route) {
  return (route.template.match(/\{/g) || []).length;
}

/// Some platforms take a name in two spellings and with any index: filter_groups[3] is filterGroups[0].
function canonical(name) {
  return name.replace(/\[\d+\]/g, '[0]').replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

module.exports = { RestContract };
