#!/usr/bin/env node
// Proves that each kind of breach is found and that right calls pass, on the platforms' own documents.
//   self_test.js [PLATFORM...]     only these; all by default
'use strict';
const assert = require('node:assert');
const { judges } = require('./platforms');

const BC = 'https://api.bigcommerce.com/stores/abc';
const rest = (method, url, body, status, answer) => ({ method, url, body: body && JSON.stringify(body), status: status || 0, answer: answer && JSON.stringify(answer) });
const graphql = (query, variables, data) => ({ method: 'POST', url: 'https://x.myshopify.com/admin/api/2026-10/graphql.json', body: JSON.stringify({ query, variables }), status: 200, answer: data && JSON.stringify({ data }) });
const setQuantities = (directive) => `mutation($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input)${directive} { userErrors { field message code } } }`;
const startBulk = 'mutation StartBulk($mutation: String!, $path: String!) { bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) { userErrors { message } } }';
const stock = (more) => ({ key: 'k', input: { name: 'available', reason: 'correction', quantities: [{ inventoryItemId: 'gid://shopify/InventoryItem/1', locationId: 'gid://shopify/Location/1', quantity: 3, ...more }] } });

// platform, what, call, a part of the complaint ('' = none)
const table = [
  ['bigcommerce', 'absolute stock', rest('PUT', `${BC}/v3/inventory/adjustments/absolute`, { reason: 'POS', items: [{ location_id: 1, sku: 'A', quantity: 3 }] }), ''],
  ['bigcommerce', 'a misspelt member', rest('PUT', `${BC}/v3/inventory/adjustments/absolute`, { reason: 'POS', items: [{ location_id: 1, sku: 'A', quantty: 3 }] }), 'quantty'],
  ['bigcommerce', 'a text for a number', rest('PUT', `${BC}/v3/inventory/adjustments/absolute`, { reason: 'POS', items: [{ location_id: '1', sku: 'A', quantity: 3 }] }), 'location_id'],
  ['bigcommerce', 'another path', rest('PUT', `${BC}/v3/inventory/adjustment/absolute`, {}), 'has no PUT'],
  ['bigcommerce', 'another method', rest('POST', `${BC}/v3/inventory/adjustments/absolute`, {}), 'has no POST'],
  ['bigcommerce', 'another parameter', rest('GET', `${BC}/v2/orders?min_date_changed=x`), 'min_date_changed'],
  ['bigcommerce', 'orders since', rest('GET', `${BC}/v2/orders?min_date_modified=2026-11-01T00:00:00Z&limit=50&page=1`), ''],
  ['bigcommerce', 'orders with links', rest('GET', `${BC}/v2/orders`, undefined, 200, [{ id: 1, consignments: { url: 'u', resource: '/orders/1/consignments' } }]), ''],
  ['bigcommerce', 'orders with their lines', rest('GET', `${BC}/v2/orders?include=consignments.line_items&consignment_structure=object`, undefined, 200, [{ id: 1, consignments: { shipping: [{ id: 2, line_items: [{ id: 3, quantity: 1 }] }] } }]), ''],
  ['bigcommerce', 'a text for a number in a line', rest('GET', `${BC}/v2/orders?include=consignments.line_items&consignment_structure=object`, undefined, 200, [{ id: 1, consignments: { shipping: [{ id: 2, line_items: [{ id: 3, quantity: '1' }] }] } }]), 'quantity'],
  ['bigcommerce', 'a parcel', rest('POST', `${BC}/v2/orders/1/shipments`, { order_address_id: 2, tracking_number: 'T', items: [{ order_product_id: 3, quantity: 1 }] }), ''],
  ['bigcommerce', 'eleven products at once', rest('PUT', `${BC}/v3/catalog/products`, Array.from({ length: 11 }, (_, i) => ({ id: i + 1, price: 1 }))), 'body'],
  ['magento', 'base prices', rest('POST', 'https://m.example/rest/all/V1/products/base-prices', { prices: [{ sku: 'A', price: 1.5, store_id: 0 }] }), ''],
  ['magento', 'a misspelt member', rest('POST', 'https://m.example/rest/all/V1/products/base-prices', { prices: [{ sku: 'A', prices: 1.5, store_id: 0 }] }), 'prices'],
  ['magento', 'source items', rest('POST', 'https://m.example/rest/all/V1/inventory/source-items', { sourceItems: [{ sku: 'A', source_code: 'default', quantity: 3, status: 1 }] }), ''],
  ['magento', 'orders since', rest('GET', 'https://m.example/rest/all/V1/orders?searchCriteria[filter_groups][0][filters][0][field]=updated_at&searchCriteria[filter_groups][0][filters][0][value]=2026&searchCriteria[filter_groups][0][filters][0][condition_type]=gteq&searchCriteria[pageSize]=100'), ''],
  ['magento', 'an unknown parameter', rest('GET', 'https://m.example/rest/all/V1/orders?searchCriteria[page]=1'), 'searchCriteria[page]'],
  ['magento', 'bulk creation', rest('POST', 'https://m.example/rest/all/async/bulk/V1/products', [{ product: { sku: 'A', name: 'n', attribute_set_id: 4, type_id: 'simple' } }]), ''],
  ['shopify', 'stock with a key', graphql(setQuantities(' @idempotent(key: $key)'), stock({ changeFromQuantity: null })), ''],
  ['shopify', 'stock without a key', graphql(setQuantities('').replace(', $key: String!', ''), { input: stock({ changeFromQuantity: null }).input }), '@idempotent'],
  ['shopify', 'stock without what it was', graphql(setQuantities(' @idempotent(key: $key)'), stock({})), 'changeFromQuantity'],
  ['shopify', 'an unknown field', graphql('{ shop { nam } }'), 'nam'],
  ['shopify', 'a wrong variable', graphql('query($n: Int!) { locations(first: $n) { nodes { id } } }', { n: 'x' }), 'variables'],
  ['shopify', 'an undeclared variable', graphql('{ shop { name } }', { n: 1 }), 'not declared'],
  ['shopify', 'a bulk mutation', graphql(startBulk, { mutation: 'mutation A($p: ID!, $v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $p, variants: $v) { userErrors { message } } }', path: 'p' }), ''],
  ['shopify', 'a bulk mutation of what does not exist', graphql(startBulk, { mutation: 'mutation { productVariantsBulkChange { x } }', path: 'p' }), 'bulk mutation'],
  ['shopify', 'a right answer', graphql('{ shop { name currencyCode } }', {}, { shop: { name: 'x', currencyCode: 'EUR' } }), ''],
  ['shopify', 'an answer without what is required', graphql('{ shop { name currencyCode } }', {}, { shop: { name: 'x' } }), 'answer'],
  ['shopify', 'an answer with more than asked', graphql('{ shop { name } }', {}, { shop: { name: 'x', email: 'y' } }), 'not asked'],
  ['woocommerce', 'orders since', rest('GET', 'https://s.example/wp-json/wc/v3/orders?per_page=100&page=1'), ''],
  ['woocommerce', 'too large a page', rest('GET', 'https://s.example/wp-json/wc/v3/orders?per_page=101'), 'out of range'],
];

const asked = process.argv.slice(2);
const rows = asked.length ? table.filter(([platform]) => asked.includes(platform)) : table;
assert.ok(rows.length > 0, `no row is about ${asked.join(', ')}`);
const made = new Map();
let failed = 0;
for (const [platform, what, call, part] of rows) {
  if (!made.has(platform)) made.set(platform, judges[platform]());
  const found = made.get(platform)(call);
  const right = part === '' ? found.length === 0 : found.some((complaint) => complaint.includes(part));
  if (!right) console.log(`FAILED ${platform}, ${what}: expected ${part || 'no complaint'}, found ${JSON.stringify(found)}`);
  failed += right ? 0 : 1;
}
assert.strictEqual(failed, 0, `${failed} of ${rows.length} rows failed`);
console.log(`${rows.length} rows passed`);
