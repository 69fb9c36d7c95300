'use strict';
// The till's book: one line per booked sale or return. A real till has a table with a unique TransactionId instead.
const fs = require('fs');

class Ledger {
  constructor(path) {
    this.file = fs.openSync(path, 'a+');
    const whole = fs.readFileSync(path);
    const complete = whole.subarray(0, whole.lastIndexOf('\n') + 1);
    fs.ftruncateSync(this.file, complete.length);        // died in the middle of a line: that one was never confirmed, it comes again
    // TransactionId -> our receipt number, the last column
    const rows = complete.toString('utf8').split('\n').filter(Boolean).map((line) => line.split(';'));
    this.receipts = new Map(rows.map((columns) => [columns[0], columns[columns.length - 1]]));
  }

  /** Gives the receipt number, which is on disk by then. A transaction that was booked before is not booked again. */
  book(transaction, type, order, total, items) {
    if (!this.receipts.has(transaction)) {
      const receipt = `R-${this.receipts.size + 1}`;
      fs.writeSync(this.file, [transaction, type, order, total, items, receipt].join(';') + '\n');
      fs.fsyncSync(this.file);
      this.receipts.set(transaction, receipt);
    }
    return this.receipts.get(transaction);
  }
}

module.exports = { Ledger };
