// Node's `soap` as a till.
//     client.js WSDL STORE USER PASSWORD PHASE
'use strict';
const soap = require('soap');
const { makeCalls } = require('../calls');

const [wsdl, ...rest] = process.argv.slice(2);
const phase = rest[3];

async function main() {
  const client = await soap.createClientAsync(wsdl, { forceSoap12Headers: phase === 'soap12' });
  const port = phase === 'soap12' ? 'Soap12' : 'Soap';
  const send = async (operation, values) => {
    const service = operation.startsWith('Update') ? 'ProductTasks' : 'OrderTasks';
    const ports = client[service];
    const method = ports[`${service}${port}`][operation];
    return new Promise((resolve, reject) => method(values, (error, result) => (error ? reject(error) : resolve(result.Result))));
  };
  const faultOf = (error) => {
    const fault = error.root && error.root.Envelope.Body.Fault;
    if (!fault) return null;
    return { fault: (fault.detail || fault.Detail).ServiceFault, text: fault.faultstring || error.message };
  };
  await makeCalls(rest, send, faultOf);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
