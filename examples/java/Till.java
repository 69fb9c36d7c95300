import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tillbridge.*;

/**
 * A small till on Tillbridge.    Till products|stock|prices|shipments FILE.csv      Till pull
 *
 * Ends with 0 when all was taken, 1 when the service refused the call, 2 when it refused rows, 75 when it could not be reached: then the
 * same command later goes on where this one stopped.
 */
public final class Till {
    private static final Path FOLDER = Path.of(Connection.optional("TILLBRIDGE_FOLDER", "till-data"));
    private static final Path OUTBOX = FOLDER.resolve("outbox");
    private static final int AT_ONCE = Integer.parseInt(Connection.optional("TILLBRIDGE_MAX_COUNT", "100"));

    private final Connection service = new Connection();

    private Till() throws Exception {}

    // -- up: products, stock, prices, parcels -----------------------------------------------------------------------------------

    /** Puts the file into the outbox under a name that no other will have: the CallerReference. It stays there until an answer came,
     *  so a repeat carries the same reference and the same content, whether the line broke or this program died. */
    private static void queue(String kind, Path file) throws IOException {
        String time = LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSSSSS"));
        String name = time + "-" + UUID.randomUUID().toString().substring(0, 8) + "-" + kind;
        Path part = Files.copy(file, OUTBOX.resolve(name + ".part"));
        Files.move(part, OUTBOX.resolve(name + ".csv"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sends what waits, oldest first. Gives whether every row was taken. */
    private boolean sendOutbox() throws Exception {
        boolean taken = true;
        List<Path> waiting;
        try (Stream<Path> files = Files.list(OUTBOX)) {
            waiting = files.filter(file -> file.toString().endsWith(".csv")).sorted().collect(Collectors.toList());
        }
        for (Path file : waiting) {
            String reference = file.getFileName().toString().replaceFirst("\\.csv$", "");
            String kind = reference.substring(reference.lastIndexOf('-') + 1);
            List<Map<String, String>> rows = Rows.read(file);
            taken &= kind.equals("shipments") ? sendShipments(rows) : sendUpdate(kind, reference, rows);
            Files.delete(file);
        }
        return taken;
    }

    private boolean sendUpdate(String kind, String reference, List<Map<String, String>> rows) throws Exception {
        UpdateResultType result = service.call(kind, () -> {
            switch (kind) {
                case "products": return service.products().updatePOSProducts(service.login, reference, null, Rows.products(rows));
                case "stock": return service.products().updateInventory(service.login, reference, null, Rows.stock(rows));
                default: return service.products().updatePricing(service.login, reference, null, Rows.prices(rows));
            }
        });
        System.out.printf("%s: %d received, %d created, %d updated, %d unchanged, %d rejected, %d not processed%n", kind, result.getReceived(), result.getCreated(),
            result.getUpdated(), result.getUnchanged(), result.getRejected(), result.getNotProcessed());
        for (RowResultType row : result.getResults().getRowResult())
            System.out.println("  row " + (row.getIndex() + 1) + ", " + row.getItemIntegrationId() + ": " + told(row.getStatus(), row.getCode(), row.getMessage()));
        if (result.getNotProcessed() > 0) {                // the service was interrupted: the same rows again, as a new call
            String again = reference.substring(0, reference.lastIndexOf('-')) + "-again-" + kind + ".csv";
            Files.move(OUTBOX.resolve(reference + ".csv"), OUTBOX.resolve(again));
            throw new Connection.NoAnswer(kind + ": " + result.getNotProcessed() + " rows were not processed");
        }
        return result.getRejected() == 0;
    }

    /** The parcel's own number is the key: sent twice, it is already_saved. */
    private boolean sendShipments(List<Map<String, String>> rows) throws Exception {
        boolean taken = true;
        SaveShipmentsResultType result = service.call("SaveShipments", () -> service.orders().saveShipments(service.login, Rows.parcels(rows)));
        for (ShipmentResultType parcel : result.getResults().getShipmentResult()) {
            System.out.println("SaveShipments: " + parcel.getShipmentId() + " " + told(parcel.getStatus(), parcel.getCode(), parcel.getMessage()));
            taken &= List.of("saved", "already_saved").contains(parcel.getStatus());
        }
        return taken;
    }

    private static String told(String... words) {
        return Stream.of(words).filter(word -> word != null).collect(Collectors.joining(" "));
    }

    // -- down: what the web sold ------------------------------------------------------------------------------------------------

    /** Books what is offered, then confirms it, until nothing is left. Until the confirm the same documents are offered again. */
    private void pull(Ledger ledger) throws Exception {
        boolean more = true;
        while (more) {
            GetNewTransactionsResultType offered = service.call("GetNewTransactions", () -> service.orders().getNewTransactions(service.login, AT_ONCE, null, null));
            ArrayOfTransactionConfirmationType answers = new ArrayOfTransactionConfirmationType();
            for (TransactionType transaction : offered.getTransactions().getTransaction()) answers.getTransactionConfirmation().add(book(transaction, ledger));
            if (answers.getTransactionConfirmation().isEmpty()) return;
            ConfirmResultType result = service.call("ConfirmTransactions", () -> service.orders().confirmTransactions(service.login, answers));
            boolean settled = false;
            for (DocumentResultType document : result.getResults().getDocumentResult()) {
                System.out.println("  " + document.getDocumentId() + ": " + told(document.getStatus(), document.getMessage()));
                // already_confirmed answers a repeat
                settled |= List.of("confirmed", "already_confirmed", "refused").contains(document.getStatus());
            }
            more = offered.isMoreAvailable() && settled;
        }
    }

    /** Books one sale or return and gives the confirmation; or the refusal, with words for the operator, who sees it parked. */
    private static TransactionConfirmationType book(TransactionType transaction, Ledger ledger) throws IOException {
        TransactionConfirmationType answer = new TransactionConfirmationType();
        answer.setTransactionId(transaction.getTransactionId());
        String problem = whyNot(transaction);
        answer.setAccepted(problem == null);
        if (problem != null) {
            System.out.println("cannot book " + transaction.getTransactionId() + ": " + problem);
            answer.setErrorCode("NOT_BOOKABLE");
            answer.setErrorMessage(problem);
            return answer;
        }
        String items = transaction.getLines().getLine().stream().map(line -> line.getItemIntegrationId() + ":" + line.getQuantity().toPlainString()).collect(Collectors.joining(" "));
        String total = transaction.getTotal().toPlainString();
        String receipt = ledger.book(transaction.getTransactionId(), transaction.getType(), transaction.getWebOrderNumber(), total, items);
        System.out.println(transaction.getType() + " of order " + transaction.getWebOrderNumber() + " is receipt " + receipt + ": " + items + ", " + total + " " + transaction.getCurrency());
        answer.setPosDocumentNumbers(new ArrayOfPosDocumentNumberType());
        answer.getPosDocumentNumbers().getPosDocumentNumber().add(receipt);
        return answer;
    }

    /** What this till cannot book: put your own reasons here. Null if it can. */
    private static String whyNot(TransactionType transaction) {
        List<TransactionLineType> lines = transaction.getLines().getLine();
        if (lines.isEmpty()) return "money given back without goods has to be booked by hand";
        if (lines.stream().anyMatch(line -> line.getItemIntegrationId() == null)) return "a line has no item of this till";
        return null;
    }

    private static int run(String[] words) throws Exception {
        Files.createDirectories(OUTBOX);
        Till till = new Till();
        if (words.length == 1 && words[0].equals("pull")) {
            till.pull(new Ledger(FOLDER.resolve("ledger.csv")));
            return 0;
        }
        if (words.length == 2 && List.of("products", "stock", "prices", "shipments").contains(words[0])) {
            queue(words[0], Path.of(words[1]));
            return till.sendOutbox() ? 0 : 2;
        }
        System.err.println("Till products|stock|prices|shipments FILE.csv      Till pull");
        return 1;
    }

    public static void main(String[] words) throws Exception {
        try {
            System.exit(run(words));
        } catch (Connection.Refused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        } catch (Connection.NoAnswer lost) {
            System.err.println(lost.getMessage() + "\nnot finished: the same command goes on later");
            System.exit(75);
        }
    }
}
