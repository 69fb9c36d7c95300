'use strict';
// A small till on Tillbridge.    node till.js products|stock|prices|shipments FILE.csv      node till.js pull
//
// Ends with 0 when all was taken, 1 when the service refused the call, 2 when it refused rows, 75 when it could not be reached: then the
// same command later goes on where this one stopped.
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const { Connection, NoAnswer, Refused } = require('./connection');
const { Ledger } = require('./ledger');

const FOLDER = process.env.TILLBRIDGE_FOLDER ?? 'till-data';
const OUTBOX = path.join(FOLDER, 'outbox');
const AT_ONCE = Number(process.env.TILLBRIDGE_MAX_COUNT ?? 100);
const UPDATES = {
  products: { operation: 'UpdatePOSProducts', list: (rows) => ({ Products: { Product: rows.map(product) } }) },
  stock: { operation: 'UpdateInventory', list: (rows) => ({ InventoryRows: { InventoryRow: rows.map(stockRow) } }) },
  prices: { operation: 'UpdatePricing', list: (rows) => ({ PriceRows: { PriceRow: rows.map(priceRow) } }) },
};

// -- up: products, stock, prices, parcels ---------------------------------------------------------------------------------------

/** Puts the file into the outbox under a name that no other will have: the CallerReference. It stays there until an answer came,
 *  so a repeat carries the same reference and the same content, whether the line broke or this program died. */
function queue(kind, file) {
  const name = `${new Date().toISOString().replace(/[-:.Z]/g, '')}-${crypto.randomBytes(4).toString('hex')}-${kind}`;
  fs.copyFileSync(file, path.join(OUTBOX, `${name}.part`));
  fs.renameSync(path.join(OUTBOX, `${name}.part`), path.join(OUTBOX, `${name}.csv`));
}

/** Sends what waits, oldest first. Gives whether every row was taken. */
async function sendOutbox(service) {
  let taken = true;
  for (const file of fs.readdirSync(OUTBOX).filter((name) => name.endsWith('.csv')).sort()) {
    const [names, ...lines] = fs.readFileSync(path.join(OUTBOX, file), 'utf8').split(/\r?\n/).filter(Boolean).map((line) => line.split(';'));
    const rows = lines.map((columns) => Object.fromEntries(names.map((name, index) => [name, columns[index]])));
    const reference = path.basename(file, '.csv');
    const kind = reference.split('-').pop();
    if (!(kind === 'shipments' ? await sendShipments(service, rows) : await sendUpdate(service, kind, reference, rows))) taken = false;
    fs.unlinkSync(path.join(OUTBOX, file));
  }
  return taken;
}

async function sendUpdate(service, kind, reference, rows) {
  const { operation, list } = UPDATES[kind];
  const result = await service.call('ProductTasks', operation, { CallerReference: reference, ...list(rows) });
  console.log(`${operation}: ${result.Received} received, ${result.Created} created, ${result.Updated} updated, ${result.Unchanged} unchanged, ` +
    `${result.Rejected} rejected, ${result.NotProcessed} not processed`);
  for (const row of result.Results?.RowResult ?? []) {
    console.log(`  row ${row.Index + 1}, ${row.ItemIntegrationId}: ${row.Status} ${row.Code ?? ''} ${row.Message ?? ''}`);
  }
  if (result.NotProcessed > 0) {                         // the service was interrupted: the same rows again, as a new call
    const again = `${reference.slice(0, reference.lastIndexOf('-'))}-again-${kind}.csv`;
    fs.renameSync(path.join(OUTBOX, `${reference}.csv`), path.join(OUTBOX, again));
    throw new NoAnswer(`${operation}: ${result.NotProcessed} rows were not processed`);
  }
  return result.Rejected === 0;
}

function product(row) {
  const made = { ItemIntegrationId: row.item };
  if (row.style) {                                       // a matrix item: the style groups sizes and colours to one product of the shop
    made.ProductIntegrationId = row.style;
    made.Options = { ProductOption: [{ Name: 'Size', Value: row.size }, { Name: 'Colour', Value: row.colour }] };
  }
  return { ...made, Name: row.name, Price: row.price, Quantity: row.quantity };
}

function stockRow(row) {
  return { ItemIntegrationId: row.item, Quantity: row.quantity };
}

function priceRow(row) {
  return { ItemIntegrationId: row.item, Price: row.price, SalePrice: row.sale_price || '0' };   // 0 ends a sale
}

/** The parcel's own number is the key: sent twice, it is already_saved. */
async function sendShipments(service, rows) {
  const parcels = rows.map((row) => ({
    ShipmentId: row.parcel, Site: row.site, WebOrderNumber: row.order, Carrier: row.carrier, TrackingNumber: row.tracking,
    Lines: { Line: [{ ItemIntegrationId: row.item, Quantity: row.quantity }] },
  }));
  const result = await service.call('OrderTasks', 'SaveShipments', { Shipments: { Shipment: parcels } });
  const results = result.Results?.ShipmentResult ?? [];
  for (const told of results) console.log(`SaveShipments: ${told.ShipmentId} ${told.Status} ${told.Code ?? ''} ${told.Message ?? ''}`);
  return results.every((told) => ['saved', 'already_saved'].includes(told.Status));
}

// -- down: what the web sold ----------------------------------------------------------------------------------------------------

/** Books what is offered, then confirms it, until nothing is left. Until the confirm the same documents are offered again. */
async function pull(service, ledger) {
  for (;;) {
    const offered = await service.call('OrderTasks', 'GetNewTransactions', { MaxCount: AT_ONCE });
    const answers = (offered.Transactions?.Transaction ?? []).map((transaction) => book(transaction, ledger));
    if (answers.length === 0) return;
    const result = await service.call('OrderTasks', 'ConfirmTransactions', { Confirmations: { TransactionConfirmation: answers } });
    const results = result.Results?.DocumentResult ?? [];
    // confirmed, already_confirmed (a repeat) and refused are what we wanted
    for (const told of results) console.log(`  ${told.DocumentId}: ${told.Status} ${told.Message ?? ''}`);
    const settled = results.some((told) => ['confirmed', 'already_confirmed', 'refused'].includes(told.Status));
    if (!offered.MoreAvailable || !settled) return;
  }
}

/** Books one sale or return and gives the confirmation; or the refusal, with words for the operator, who sees it parked. */
function book(transaction, ledger) {
  const { TransactionId, Type, WebOrderNumber, Total, Currency } = transaction;
  const lines = transaction.Lines?.Line ?? [];
  const problem = whyNot(lines);
  if (problem) {
    console.log(`cannot book ${TransactionId}: ${problem}`);
    return { TransactionId, Accepted: false, ErrorCode: 'NOT_BOOKABLE', ErrorMessage: problem };
  }
  const items = lines.map((line) => `${line.ItemIntegrationId}:${line.Quantity}`).join(' ');
  const receipt = ledger.book(TransactionId, Type, WebOrderNumber, Total, items);
  console.log(`${Type} of order ${WebOrderNumber} is receipt ${receipt}: ${items}, ${Total} ${Currency}`);
  return { TransactionId, Accepted: true, PosDocumentNumbers: { PosDocumentNumber: [receipt] } };
}

/** What this till cannot book: put your own reasons here. Null if it can. */
function whyNot(lines) {
  if (lines.length === 0) return 'money given back without goods has to be booked by hand';
  if (lines.some((line) => !line.ItemIntegrationId)) return 'a line has no item of this till';
  return null;
}

async function main(words) {
  fs.mkdirSync(OUTBOX, { recursive: true });
  const service = new Connection();
  if (words.length === 1 && words[0] === 'pull') {
    await pull(service, new Ledger(path.join(FOLDER, 'ledger.csv')));
    return 0;
  }
  if (words.length === 2 && [...Object.keys(UPDATES), 'shipments'].includes(words[0])) {
    queue(words[0], words[1]);
    return (await sendOutbox(service)) ? 0 : 2;
  }
  console.error('node till.js products|stock|prices|shipments FILE.csv      node till.js pull');
  return 1;
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error) => {
  if (error instanceof Refused) console.error(error.message);
  else if (error instanceof NoAnswer) console.error(`${error.message}\nnot finished: the same command goes on later`);
  else console.error(error);
  process.exitCode = error instanceof NoAnswer ? 75 : 1;
});
