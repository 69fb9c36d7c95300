"""The till's book: one line per booked sale or return. A real till has a table with a unique TransactionId instead."""
import os


class Ledger:
    def __init__(self, path):
        self.file = open(path, "a+b")
        self.file.seek(0)
        whole = self.file.read()
        complete = whole[:whole.rfind(b"\n") + 1]
        if complete != whole:                        # died in the middle of a line: that one was never confirmed, it comes again
            self.file.truncate(len(complete))
        # TransactionId -> our receipt number, the last column
        self.receipts = {line.split(";")[0]: line.split(";")[-1] for line in complete.decode().splitlines()}

    def book(self, transaction, kind, order, total, items):
        """Returns the receipt number, which is on disk by then. A transaction that was booked before is not booked again."""
        if transaction not in self.receipts:
            receipt = f"R-{len(self.receipts) + 1}"
            self.file.write(";".join([transaction, kind, order, total, items, receipt]).encode() + b"\n")
            self.file.flush()
            os.fsync(self.file.fileno())
            self.receipts[transaction] = receipt
        return self.receipts[transaction]
