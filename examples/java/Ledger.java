import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** The till's book: one line per booked sale or return. A real till has a table with a unique TransactionId instead. */
final class Ledger {
    private final FileChannel file;
    private final Map<String, String> receipts = new HashMap<>();   // TransactionId -> our receipt number, the last column

    Ledger(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        byte[] whole = Files.readAllBytes(path);
        int complete = whole.length;
        while (complete > 0 && whole[complete - 1] != '\n') complete--;
        file.truncate(complete);                                     // died in the middle of a line: that one was never confirmed, it comes again
        file.position(complete);
        new String(whole, 0, complete, StandardCharsets.UTF_8).lines().map(line -> line.split(";"))
            .forEach(columns -> receipts.put(columns[0], columns[columns.length - 1]));
    }

    /** Gives the receipt number, which is on disk by then. A transaction that was booked before is not booked again. */
    String book(String transaction, String type, String order, String total, String items) throws IOException {
        if (!receipts.containsKey(transaction)) {
            String receipt = "R-" + (receipts.size() + 1);
            String line = String.join(";", transaction, type, order, total, items, receipt) + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) file.write(bytes);
            file.force(true);
            receipts.put(transaction, receipt);
        }
        return receipts.get(transaction);
    }
}
