'use strict';
const mysql = require('mysql2/promise');

/** A pool of connections. Text statements: mysql2 puts a list of rows into one of them by itself. */
class Database {
  constructor(options) {
    this.pool = mysql.createPool({ ...options, charset: 'utf8mb4', flags: ['-FOUND_ROWS'] });
  }

  async rows(sql, values) {
    return (await this.pool.query(sql, values))[0];
  }

  /** All of the statements or none. Returns how many rows they changed; in an upsert an updated row counts twice, one that stayed as it was not at all. */
  async executeAll(statements) {
    if (statements.length === 0) return 0;
    // A single statement is a transaction by itself.
    if (statements.length === 1) return (await this.pool.query(...statements[0]))[0].affectedRows;
    const connection = await this.pool.getConnection();
    try {
      await connection.beginTransaction();
      let affected = 0;
      for (const [sql, values] of statements) affected += (await connection.query(sql, values))[0].affectedRows;
      await connection.commit();
      return affected;
    } catch (error) {
      await connection.rollback();
      throw error;
    } finally {
      connection.release();
    }
  }
}

module.exports = { Database };
