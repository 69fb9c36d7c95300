using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

/// The till's book: one line per booked sale or return. A real till has a table with a unique TransactionId instead.
class Ledger {
    readonly FileStream file;
    readonly Dictionary<string, string> receipts;   // TransactionId -> our receipt number, the last column

    public Ledger(string path) {
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var whole = new byte[file.Length];
        for (var read = 0; read < whole.Length; ) read += file.Read(whole, read, whole.Length - read);
        var complete = Array.LastIndexOf(whole, (byte) '\n') + 1;
        file.SetLength(complete);                   // died in the middle of a line: that one was never confirmed, it comes again
        file.Seek(0, SeekOrigin.End);
        receipts = Encoding.UTF8.GetString(whole, 0, complete).Split(new[] { '\n' }, StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(';')).ToDictionary(columns => columns.First(), columns => columns.Last());
    }

    /// Gives the receipt number, which is on disk by then. A transaction that was booked before is not booked again.
    public string Book(string transaction, string type, string order, string total, string items) {
        if (!receipts.ContainsKey(transaction)) {
            var receipt = "R-" + (receipts.Count + 1);
            var line = Encoding.UTF8.GetBytes(string.Join(";", transaction, type, order, total, items, receipt) + "\n");
            file.Write(line, 0, line.Length);
            file.Flush(true);
            receipts[transaction] = receipt;
        }
        return receipts[transaction];
    }
}
