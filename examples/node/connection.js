'use strict';
// The way to the service: the package `soap` makes the calls from the WSDL, and a call whose answer was lost is sent again unchanged.
const fs = require('fs');
const soap = require('soap');

const WAITS = (process.env.TILLBRIDGE_WAITS ?? '5 15 60 300').split(' ').map(Number);

/** The service understood the call and will not do it, now or later: a person has to look. */
class Refused extends Error {}

/** Nobody answered, however often we asked. The call may have been carried out or not: the same again later is right. */
class NoAnswer extends Error {}

class Connection {
  constructor() {
    this.url = setting('TILLBRIDGE_URL').replace(/\/+$/, '');
    // The password is never an argument: every user of the machine can see those.
    const file = process.env.TILLBRIDGE_PASSWORD_FILE;
    const password = file ? fs.readFileSync(file, 'utf8').trim() : setting('TILLBRIDGE_PASSWORD');
    this.login = { StoreId: setting('TILLBRIDGE_STORE'), UserName: setting('TILLBRIDGE_USER'), Password: password };
    this.clients = {};
  }

  /** One operation; gives its Result. Waits and repeats where that helps, else ends in Refused or NoAnswer. */
  async call(service, operation, body) {
    for (let wait of [...WAITS, null]) {
      let problem;
      try {
        const client = await this.client(service);
        const [answer] = await client[operation + 'Async']({ Credentials: this.login, ...body }, { timeout: 300000 });
        if (!answer?.Result) throw new Error('an answer without Result');
        return answer.Result;
      } catch (error) {
        const fault = error.root?.Envelope?.Body?.Fault?.detail?.ServiceFault;
        if (!fault) {                                    // not the service's own: the line broke, a time-out, a proxy's error page
          problem = `no answer (${error.code ?? error.message.split('\n')[0]})`;
        } else {
          problem = `${fault.Code}: ${fault.Message}`;
          const extras = Object.fromEntries([].concat(fault.Extras?.Property ?? []).map((each) => [each.Name, each.Value]));
          if (String(fault.Retryable) !== 'true') throw new Refused(`${operation}: ${problem}\n  request ${fault.RequestId}, help: ${extras.help ?? ''}`);
          if (wait !== null) wait = Math.max(wait, Number(extras.retry_after_seconds ?? 0));
        }
      }
      if (wait === null) throw new NoAnswer(`${operation}: ${problem}`);
      console.error(`${operation}: ${problem}; the same again in ${wait} s`);
      await new Promise((wake) => setTimeout(wake, wait * 1000));
    }
  }

  /** Reads the WSDL when first needed, so that a lost WSDL is repeated like a lost call. Certificates are checked by default. */
  async client(service) {
    if (!this.clients[service]) {
      const address = `${this.url}/soap/${service}`;
      // Decimals stay texts: numbers of JavaScript are not exact.
      this.clients[service] = await soap.createClientAsync(`${address}?wsdl`, { endpoint: address, customDeserializer: { decimal: (text) => text } });
    }
    return this.clients[service];
  }
}

function setting(name) {
  if (process.env[name] === undefined) throw new Refused(`the environment variable ${name} is not set`);
  return process.env[name];
}

module.exports = { Connection, Refused, NoAnswer };
