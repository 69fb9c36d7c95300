'use strict';
// The Node peer: `soap` and mysql2, one process per core.
const cluster = require('node:cluster');
const http = require('node:http');
const os = require('node:os');
const fs = require('node:fs');
const soap = require('soap');
const { Database } = require('./database');
const { ProductTasks } = require('./product_tasks');

const environment = process.env;

function serve() {
  const database = new Database({
    host: environment.PEER_DB_HOST, port: Number(environment.PEER_DB_PORT), database: environment.PEER_DB_NAME,
    user: environment.PEER_DB_USER, password: environment.PEER_DB_PASSWORD,
    connectionLimit: Math.ceil(Number(environment.PEER_WORKERS) / os.availableParallelism()),
  });
  const tasks = new ProductTasks(database, Buffer.from(environment.PEER_PEPPER, 'hex'));
  const port = { UpdateInventory: (request) => tasks.updateInventory(request) };
  const server = http.createServer((request, response) => response.writeHead(404).end());
  server.keepAliveTimeout = 75_000;
  server.listen(Number(environment.PEER_PORT), '127.0.0.1', () => {
    soap.listen(server, { path: '/soap/ProductTasks', services: { ProductTasks: { ProductTasksSoap: port } }, xml: fs.readFileSync(environment.PEER_WSDL, 'utf8') });
  });
}

if (cluster.isPrimary) {
  for (let i = 0; i < os.availableParallelism(); ++i) cluster.fork();
  process.on('SIGTERM', () => process.exit(0));
} else {
  serve();
}
