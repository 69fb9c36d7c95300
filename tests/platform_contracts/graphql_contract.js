// A GraphQL schema by introspection as a judge of calls: the document, its variables, and what the pretended shop answered.
'use strict';
const { buildClientSchema, parse, validate, execute, getOperationAST, isObjectType } = require('graphql');
const { getVariableValues } = require('graphql/execution/values');
const { isDeepStrictEqual } = require('node:util');

// Refused without @idempotent at run time although the schema lists the directive as optional.
const NEEDS_KEY = new Set(['inventorySetQuantities', 'inventoryAdjustQuantities', 'inventorySetOnHandQuantities', 'inventoryMoveQuantities', 'inventoryActivate', 'refundCreate']);
const LONGEST_ARRAY = 250;

class GraphqlContract {
  constructor(introspection) {
    this.schema = buildClientSchema(introspection.data || introspection);
  }

  complaints(call) {
    let sent;
    try {
      sent = JSON.parse(call.body);
    } catch {
      return ['body: is no JSON'];
    }
    let document;
    try {
      document = parse(sent.query);
    } catch (error) {
      return [`document: ${error.message}`];
    }
    const wrong = validate(this.schema, document).map((error) => `document: ${error.message}`);
    if (wrong.length) return wrong;
    const operation = getOperationAST(document, sent.operationName);
    const values = getVariableValues(this.schema, operation.variableDefinitions || [], sent.variables || {});
    if (values.errors) return values.errors.map((error) => `variables: ${error.message}`);
    const surplus = Object.keys(sent.variables || {}).filter((name) => !(operation.variableDefinitions || []).some((definition) => definition.variable.name.value === name));
    if (operation.operation === 'mutation' && typeof (sent.variables || {}).mutation === 'string') {
      const inner = this.documentComplaints(sent.variables.mutation);
      if (inner.length) return inner.map((complaint) => `bulk mutation: ${complaint}`);
    }
    return [...surplus.map((name) => `variables: $${name} is not declared`), ...runtimeRules(operation, sent.variables || {}), ...this.answerComplaints(document, sent, call)];
  }

  /// Of a mutation that a bulk operation is to run for each line.
  documentComplaints(text) {
    try {
      return validate(this.schema, parse(text)).map((error) => error.message);
    } catch (error) {
      return [error.message];
    }
  }

  answerComplaints(document, sent, call) {
    if (!call.answer || call.status !== 200) return [];
    let answer;
    try {
      answer = JSON.parse(call.answer);
    } catch {
      return [];  // a pretended failure: a web page, half an answer
    }
    if (!answer.data || answer.errors) return [];
    const result = execute({
      schema: this.schema, document, rootValue: answer.data, variableValues: sent.variables || {}, operationName: sent.operationName,
      fieldResolver: (source, _args, _context, info) => source[info.path.key],
      typeResolver: (value, _context, _info, type) => value.__typename || this.onlyTypeOf(type),
    });
    if (result.errors) return result.errors.map((error) => `answer: ${error.message}`);
    return isDeepStrictEqual(plain(result.data), answer.data) ? [] : ['answer: holds what was not asked for'];
  }

  onlyTypeOf(type) {
    const possible = this.schema.getPossibleTypes(type).filter(isObjectType);
    return possible.length === 1 ? possible[0].name : undefined;
  }
}

function runtimeRules(operation, variables) {
  if (operation.operation !== 'mutation') return [];
  const found = [];
  for (const field of operation.selectionSet.selections) {
    const keyed = (field.directives || []).some((directive) => directive.name.value === 'idempotent');
    if (NEEDS_KEY.has(field.name.value) && !keyed) found.push(`rule: ${field.name.value} needs @idempotent(key:)`);
  }
  for (const [path, value] of arraysIn(variables, '')) if (value.length > LONGEST_ARRAY) found.push(`rule: ${path} has ${value.length} entries, at most ${LONGEST_ARRAY}`);
  const rows = (variables.input && variables.input.quantities) || [];
  rows.forEach((row, index) => {
    if (!Object.hasOwn(row, 'changeFromQuantity')) found.push(`rule: quantities.${index} says no changeFromQuantity (null is an answer)`);
  });
  return found;
}

function* arraysIn(value, path) {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) yield [path, value];
  for (const [key, member] of Object.entries(value)) yield* arraysIn(member, `${path}/${key}`);
}

function plain(value) {
  return JSON.parse(JSON.stringify(value));
}

module.exports = { GraphqlContract };
