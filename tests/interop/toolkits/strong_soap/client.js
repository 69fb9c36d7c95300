// Node's strong-soap as a till.
//     client.js WSDL STORE USER PASSWORD PHASE
'use strict';
const { soap } = require('strong-soap');
const { makeCalls } = require('../calls');

const [wsdl, ...rest] = process.argv.slice(2);
const phase = rest[3];

function createClient() {
  return new Promise((resolve, reject) => soap.createClient(wsdl, { forceSoapVersion: phase === 'soap12' ? '1.2' : '1.1' }, (error, client) => (error ? reject(error) : resolve(client))));
}

async function main() {
  const client = await createClient();
  const port = phase === 'soap12' ? 'Soap12' : 'Soap';
  const send = (operation, values) => {
    const service = operation.startsWith('Update') ? 'ProductTasks' : 'OrderTasks';
    return new Promise((resolve, reject) => client[service][`${service}${port}`][operation](values, (error, result) => (error ? reject(error) : resolve(result.Result))));
  };
  const faultOf = (error) => {
    const fault = error.root && error.root.Envelope && error.root.Envelope.Body.Fault;
    if (!fault) return null;
    return { fault: (fault.detail || fault.Detail).ServiceFault, text: fault.faultstring || error.message };
  };
  await makeCalls(rest, send, faultOf);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
