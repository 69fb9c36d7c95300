'use strict';
const crypto = require('node:crypto');

const ROWS_OF_A_STATEMENT = 1000;
const QUANTITY = /^[+-]?\d{1,10}(\.\d{1,4})?$/;

const LOGIN = 'SELECT a.account_id, c.digest FROM account a JOIN credential c ON c.account_id = a.account_id WHERE a.store_id = ? AND c.user_name = ? AND a.disabled = 0';
const UPSERT = 'INSERT INTO stock (account_id, item_id, location, quantity, as_of) VALUES ? ON DUPLICATE KEY UPDATE ';
// updated_at moves by itself where a row differs; a later AsOf alone must not move it.
const NEWEST = 'quantity = VALUES(quantity)';
const NEWEST_BY_TIME = 'updated_at = IF(VALUES(as_of) < as_of OR VALUES(quantity) = quantity, updated_at, NOW(6)),'
  + ' quantity = IF(VALUES(as_of) < as_of, quantity, VALUES(quantity)), as_of = COALESCE(GREATEST(VALUES(as_of), as_of), VALUES(as_of), as_of)';

class ProductTasks {
  constructor(database, pepper) {
    this.database = database;
    this.pepper = pepper;
  }

  async updateInventory(request) {
    const account = await this.login(request.Credentials);
    const sent = request.InventoryRows?.InventoryRow ?? [];
    const rows = [], rejected = [];
    let timed = false;
    sent.forEach((row, index) => {
      const quantity = String(row.Quantity);
      if (!row.ItemIntegrationId || row.ItemIntegrationId.length > 128 || !QUANTITY.test(quantity)) {
        rejected.push({ Index: index, ItemIntegrationId: row.ItemIntegrationId, Status: 'rejected', Code: 'invalid_value' });
        return;
      }
      timed = timed || row.AsOf !== undefined;
      rows.push([account, row.ItemIntegrationId, row.Location ?? '', quantity, row.AsOf === undefined ? null : time(row.AsOf)]);
    });
    const statements = [];
    for (let from = 0; from < rows.length; from += ROWS_OF_A_STATEMENT)
      statements.push([UPSERT + (timed ? NEWEST_BY_TIME : NEWEST), [rows.slice(from, from + ROWS_OF_A_STATEMENT)]]);
    const changed = (await this.database.executeAll(statements)) >> 1;
    return answer(sent.length, changed, rows.length - changed, rejected);
  }

  async login(sent) {
    if (sent) {
      const digest = Buffer.from(crypto.createHmac('sha256', this.pepper).update(String(sent.Password)).digest('base64'));
      for (const held of await this.database.rows(LOGIN, [sent.StoreId, sent.UserName]))
        if (crypto.timingSafeEqual(Buffer.from(held.digest), digest)) return held.account_id;
    }
    throw { Fault: { faultcode: 'Client', faultstring: 'the login was not accepted' } };
  }
}

/** The parser has made a Date of it; MariaDB gets it in UTC. */
function time(value) {
  return new Date(value).toISOString().replace('T', ' ').replace('Z', '');
}

function answer(received, updated, unchanged, rejected) {
  return {
    Result: {
      RequestId: 'req_' + crypto.randomBytes(13).toString('hex'), Received: received, Created: 0, Updated: updated, Unchanged: unchanged, Stale: 0, Superseded: 0,
      Rejected: rejected.length, NotProcessed: 0, Results: { RowResult: rejected }, Warnings: {}, Extras: {},
    },
  };
}

module.exports = { ProductTasks };
