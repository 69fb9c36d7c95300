// What Node clients share: the calls of a phase as data, keys out of earlier answers, and the lines that are printed.
'use strict';
const fs = require('node:fs');

/// send(operation, arguments) gives the Result; faultOf(error) gives {fault, text} or null.
async function makeCalls([store, user, password, phase], send, faultOf) {
  const phases = JSON.parse(fs.readFileSync(process.env.SCENARIO, 'utf8'));
  const answers = {};
  for (const call of phases[phase]) {
    const told = { call: call.call, operation: call.operation };
    const credentials = { StoreId: store, UserName: user, Password: call.password ?? password };
    try {
      told.result = answers[call.call] = await send(call.operation, { Credentials: credentials, ...filled(call.arguments, answers) });
    } catch (error) {
      Object.assign(told, { fault: null, text: String(error.message), exception: error.constructor.name }, faultOf(error));
    }
    console.log(JSON.stringify(told));
  }
}

function filled(value, answers) {
  if (Array.isArray(value)) return value.map((each) => filled(each, answers));
  if (value === null || typeof value !== 'object') return value;
  const picks = { $id: keyOf, $order: (document) => document.OrderId, $line: (document) => items(document.Lines)[0].LineId };
  for (const [marker, pick] of Object.entries(picks)) if (marker in value) return pick(documents(answers[value[marker]])[value.at]);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, answers)]));
}

function items(wrapper) {
  const inner = Array.isArray(wrapper) ? wrapper : Object.values(wrapper)[0];
  return Array.isArray(inner) ? inner : [inner];
}

const documents = (result) => items(result.Orders || result.Captures || result.Transactions);
const keyOf = (document) => document.OrderDocumentId || document.CaptureId || document.TransactionId;

module.exports = { makeCalls };
