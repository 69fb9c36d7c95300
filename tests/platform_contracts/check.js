#!/usr/bin/env node
// Holds what the connectors sent in tests against the platforms' published contracts.
//   check.js PLATFORM FOLDER     every call recorded in FOLDER/PLATFORM-*.jsonl; exits 1 when one breaks its contract or there is none
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { judges } = require('./platforms');

const MOST_SHOWN = 20;

function recorded(folder, platform) {
  const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.startsWith(`${platform}-`) && name.endsWith('.jsonl')) : [];
  return files.flatMap((name) => fs.readFileSync(path.join(folder, name), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)));
}

function main([platform, folder]) {
  if (!judges[platform] || !folder) throw new Error(`usage: check.js ${Object.keys(judges).join('|')} FOLDER`);
  const judge = judges[platform]();
  const calls = recorded(folder, platform);
  const faults = new Map();
  const kinds = new Map();
  for (const call of calls) {
    const place = `${call.method} ${new URL(call.url).pathname.replace(/\d+/g, '#')}`;
    kinds.set(place, (kinds.get(place) || 0) + 1);
    for (const complaint of judge(call)) {
      const key = `${place}: ${complaint.replace(/\/\d+/g, '/#')}`;
      if (!faults.has(key)) faults.set(key, call);
    }
  }
  for (const [place, count] of [...kinds].sort()) console.log(`${String(count).padStart(7)} ${place}`);
  for (const [fault, call] of [...faults].slice(0, MOST_SHOWN)) console.log(`BROKEN ${fault}\n       sent ${call.url}\n       ${String(call.body || '').slice(0, 600)}\n       got ${call.status} ${String(call.answer || '').slice(0, 300)}`);
  console.log(`${platform}: ${calls.length} calls of ${kinds.size} kinds, ${faults.size} ways of breaking the contract`);
  return calls.length > 0 && faults.size === 0 ? 0 : 1;
}

try {
  process.exit(main(process.argv.slice(2)));
} catch (error) {
  console.error(error.message);
  process.exit(2);
}
