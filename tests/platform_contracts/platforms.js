// Which published document judges which call. Shopify's comes with the npm package that carries it, so that it is always there; the others lie in
// the folder that the environment variable PLATFORM_CONTRACTS names.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const yaml = require('js-yaml');
const { RestContract } = require('./rest_contract');
const { GraphqlContract } = require('./graphql_contract');

function folder() {
  const named = process.env.PLATFORM_CONTRACTS;
  if (!named || !fs.existsSync(named)) throw new Error(`PLATFORM_CONTRACTS ${named ? `names no folder (${named})` : 'is not set'}: it must name the folder with the platforms' published contracts`);
  return named;
}

function read(name) {
  const text = fs.readFileSync(path.join(folder(), name), 'utf8');
  return name.endsWith('.yml') ? yaml.load(text) : JSON.parse(text);
}

/// Only this file of the package is used: the lock file leaves out what the package itself depends on (docs/decisions/0250).
function shopifySchema() {
  return JSON.parse(zlib.gunzipSync(fs.readFileSync(path.join(__dirname, 'node_modules/@shopify/dev-mcp/dist/data/admin_2026-10.json.gz'))));
}

// These documents are five of the vendor's many: the store's information, its locations and the options of a product stand in others.
const BIGCOMMERCE_ELSEWHERE = [/^GET v2\/store$/, /^GET v3\/inventory\/locations$/, /^POST v3\/catalog\/products\/\d+\/options\/\d+\/values$/];
// "List of product_id separated by comma", says the description, and the schema calls it an integer.
const BIGCOMMERCE_LISTS = /^(product|variant|location)_id:in$/;

function bigcommerce() {
  const v3 = ['products.json', 'variants.json', 'inventory.json', 'orders.v3.yml'].map((name) => new RestContract(read(`bigcommerce/${name}`)));
  const v2 = new RestContract(read('bigcommerce/orders_v2.json'));
  return (call) => {
    const address = new URL(call.url);
    const [, version, rest] = /^\/stores\/[^/]+\/(v[23])(\/.*)$/.exec(address.pathname) || [];
    if (!rest) return ['the address is not /stores/{hash}/v2 or /v3'];
    if (BIGCOMMERCE_ELSEWHERE.some((route) => route.test(`${call.method} ${version}${rest}`))) return [];
    for (const [name, text] of [...address.searchParams]) if (BIGCOMMERCE_LISTS.test(name) && /^\d+(,\d+)*$/.test(text)) address.searchParams.set(name, text.split(',')[0]);
    const contracts = version === 'v2' ? [v2] : v3;
    return (contracts.find((contract) => contract.find(call.method, rest)) || contracts[0]).complaints({ ...call, url: address.href }, rest);
  };
}

function magento() {
  const contract = new RestContract(read('magento/admin-2.4.9.json'));
  return (call) => {
    const address = new URL(call.url);
    address.searchParams.delete('fields');  // Magento takes it on every route
    const [, rest] = /^\/rest\/[a-z0-9_]+(\/(?:async\/(?:bulk\/)?)?V1\/.*)$/.exec(address.pathname) || [];
    const route = rest && contract.find(call.method, decodeURIComponent(rest));
    const told = !route || Object.keys(route.operation.responses).some((status) => status.startsWith('2'));  // "default" is Magento's error
    return rest ? contract.complaints({ ...call, url: address.href, answer: told ? call.answer : '' }, decodeURIComponent(rest)) : ['the address is not /rest/{store}/V1 or /rest/{store}/async/bulk/V1'];
  };
}

function shopify() {
  const contract = new GraphqlContract(shopifySchema());
  return (call) => {
    const { pathname } = new URL(call.url);
    if (pathname === '/admin/oauth/access_token') return [];
    if (/^\/(staged-uploads|bulk-results\/\d+)$/.test(pathname)) return [];  // files of bulk operations lie with a storage provider
    if (pathname !== '/admin/api/2026-10/graphql.json' || call.method !== 'POST') return ['the address is not POST /admin/api/2026-10/graphql.json'];
    return contract.complaints(call);
  };
}

// This document was made by hand and not by the vendor: its answers are of no use, and it lacks routes that a running shop has (measured on 10.0.2).
const WOOCOMMERCE_LACKS = [/^GET \/settings\/[a-z]+\/[a-z_]+$/, /^GET \/system_status$/, /^GET \/$/];

function woocommerce() {
  const contract = new RestContract(read('woocommerce/wc-v3.json'));
  return (call) => {
    const address = new URL(call.url);
    if (call.method === 'GET' && /^\/wp-json(\/wc\/v3)?$/.test(address.pathname)) return [];  // the index that WordPress gives of every namespace
    const [, rest] = /^\/wp-json\/wc\/v3(\/.*)$/.exec(address.pathname) || [];
    address.searchParams.delete('_fields');  // WordPress takes it on every route
    if (!rest) return ['the address is not /wp-json/wc/v3'];
    if (WOOCOMMERCE_LACKS.some((route) => route.test(`${call.method} ${rest}`))) return [];
    return contract.complaints({ ...call, url: address.href, answer: '' }, rest);
  };
}

module.exports = { judges: { bigcommerce, magento, shopify, woocommerce } };
