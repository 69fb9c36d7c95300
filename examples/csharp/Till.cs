using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Tillbridge;

/// A small till on Tillbridge.    till.exe products|stock|prices|shipments FILE.csv      till.exe pull
///
/// Ends with 0 when all was taken, 1 when the service refused the call, 2 when it refused rows, 75 when it could not be reached: then the
/// same command later goes on where this one stopped.
class Till {
    static readonly string Folder = Connection.Optional("TILLBRIDGE_FOLDER", "till-data");
    static readonly string Outbox = Path.Combine(Folder, "outbox");
    static readonly int AtOnce = int.Parse(Connection.Optional("TILLBRIDGE_MAX_COUNT", "100"), CultureInfo.InvariantCulture);

    readonly Connection service = new Connection();

    // -- up: products, stock, prices, parcels -----------------------------------------------------------------------------------

    /// Puts the file into the outbox under a name that no other will have: the CallerReference. It stays there until an answer came,
    /// so a repeat carries the same reference and the same content, whether the line broke or this program died.
    static void Queue(string kind, string file) {
        var time = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmssffffff", CultureInfo.InvariantCulture);
        var name = Path.Combine(Outbox, time + "-" + Guid.NewGuid().ToString("N").Substring(0, 8) + "-" + kind);
        File.Copy(file, name + ".part");
        File.Move(name + ".part", name + ".csv");
    }

    /// Sends what waits, oldest first. Gives whether every row was taken.
    bool SendOutbox() {
        var taken = true;
        foreach (var file in Directory.GetFiles(Outbox, "*.csv").OrderBy(name => name, StringComparer.Ordinal)) {
            var reference = Path.GetFileNameWithoutExtension(file);
            var kind = reference.Substring(reference.LastIndexOf('-') + 1);
            var rows = Rows.Read(file);
            taken &= kind == "shipments" ? SendShipments(rows) : SendUpdate(kind, reference, rows);
            File.Delete(file);
        }
        return taken;
    }

    bool SendUpdate(string kind, string reference, List<Dictionary<string, string>> rows) {
        var result = service.Call(kind, () => {
            switch (kind) {
                case "products": return service.Products.UpdatePOSProducts(service.Login, reference, false, false, rows.Select(Rows.Product).ToArray());
                case "stock": return service.Products.UpdateInventory(service.Login, reference, false, false, rows.Select(Rows.Stock).ToArray());
                default: return service.Products.UpdatePricing(service.Login, reference, false, false, rows.Select(Rows.Price).ToArray());
            }
        });
        Console.WriteLine("{0}: {1} received, {2} created, {3} updated, {4} unchanged, {5} rejected, {6} not processed", kind, result.Received, result.Created,
            result.Updated, result.Unchanged, result.Rejected, result.NotProcessed);
        foreach (var row in result.Results)
            Console.WriteLine("  row {0}, {1}: {2} {3} {4}", row.Index + 1, row.ItemIntegrationId, row.Status, row.Code, row.Message);
        if (result.NotProcessed > 0) {             // the service was interrupted: the same rows again, as a new call
            var again = reference.Substring(0, reference.LastIndexOf('-')) + "-again-" + kind + ".csv";
            File.Move(Path.Combine(Outbox, reference + ".csv"), Path.Combine(Outbox, again));
            throw new NoAnswer(kind + ": " + result.NotProcessed + " rows were not processed");
        }
        return result.Rejected == 0;
    }

    /// The parcel's own number is the key: sent twice, it is already_saved.
    bool SendShipments(List<Dictionary<string, string>> rows) {
        var result = service.Call("SaveShipments", () => service.Orders.SaveShipments(service.Login, rows.Select(Rows.Parcel).ToArray()));
        foreach (var parcel in result.Results)
            Console.WriteLine("SaveShipments: {0} {1} {2} {3}", parcel.ShipmentId, parcel.Status, parcel.Code, parcel.Message);
        return result.Results.All(parcel => parcel.Status == "saved" || parcel.Status == "already_saved");
    }

    // -- down: what the web sold ------------------------------------------------------------------------------------------------

    /// Books what is offered, then confirms it, until nothing is left. Until the confirm the same documents are offered again.
    void Pull(Ledger ledger) {
        for (var more = true; more; ) {
            var offered = service.Call("GetNewTransactions", () => service.Orders.GetNewTransactions(service.Login, AtOnce, true, null, null));
            var answers = offered.Transactions.Select(transaction => Book(transaction, ledger)).ToArray();
            if (answers.Length == 0) return;
            var result = service.Call("ConfirmTransactions", () => service.Orders.ConfirmTransactions(service.Login, answers));
            foreach (var document in result.Results) Console.WriteLine("  {0}: {1} {2}", document.DocumentId, document.Status, document.Message);
            // already_confirmed answers a repeat
            var settled = result.Results.Any(document => new[] { "confirmed", "already_confirmed", "refused" }.Contains(document.Status));
            more = offered.MoreAvailable && settled;
        }
    }

    /// Books one sale or return and gives the confirmation; or the refusal, with words for the operator, who sees it parked.
    static TransactionConfirmationType Book(TransactionType transaction, Ledger ledger) {
        var problem = WhyNot(transaction);
        if (problem != null) {
            Console.WriteLine("cannot book {0}: {1}", transaction.TransactionId, problem);
            return new TransactionConfirmationType { TransactionId = transaction.TransactionId, Accepted = false, ErrorCode = "NOT_BOOKABLE", ErrorMessage = problem };
        }
        var items = string.Join(" ", transaction.Lines.Select(line => line.ItemIntegrationId + ":" + line.Quantity.ToString(CultureInfo.InvariantCulture)));
        var total = transaction.Total.ToString(CultureInfo.InvariantCulture);
        var receipt = ledger.Book(transaction.TransactionId, transaction.Type, transaction.WebOrderNumber, total, items);
        Console.WriteLine("{0} of order {1} is receipt {2}: {3}, {4} {5}", transaction.Type, transaction.WebOrderNumber, receipt, items, total, transaction.Currency);
        return new TransactionConfirmationType { TransactionId = transaction.TransactionId, Accepted = true, PosDocumentNumbers = new[] { receipt } };
    }

    /// What this till cannot book: put your own reasons here. Null if it can.
    static string WhyNot(TransactionType transaction) {
        if (transaction.Lines.Length == 0) return "money given back without goods has to be booked by hand";
        if (transaction.Lines.Any(line => string.IsNullOrEmpty(line.ItemIntegrationId))) return "a line has no item of this till";
        return null;
    }

    static int Run(string[] words) {
        Directory.CreateDirectory(Outbox);
        var till = new Till();
        if (words.Length == 1 && words[0] == "pull") {
            till.Pull(new Ledger(Path.Combine(Folder, "ledger.csv")));
            return 0;
        }
        if (words.Length == 2 && new[] { "products", "stock", "prices", "shipments" }.Contains(words[0])) {
            Queue(words[0], words[1]);
            return till.SendOutbox() ? 0 : 2;
        }
        Console.Error.WriteLine("till.exe products|stock|prices|shipments FILE.csv      till.exe pull");
        return 1;
    }

    static int Main(string[] words) {
        try {
            return Run(words);
        } catch (Refused refused) {
            Console.Error.WriteLine(refused.Message);
            return 1;
        } catch (NoAnswer lost) {
            Console.Error.WriteLine(lost.Message + "\nnot finished: the same command goes on later");
            return 75;
        }
    }
}
