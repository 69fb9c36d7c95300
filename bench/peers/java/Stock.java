import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import till.InventoryRowType;

/** Writes every row and lets the database find out which ones differ. */
final class Stock {
    private static final int ROWS_OF_A_STATEMENT = 1000;
    private static final String INSERT = "INSERT INTO stock (account_id, item_id, location, quantity, as_of) VALUES ";
    // updated_at moves by itself where a row differs; a later AsOf alone must not move it.
    private static final String NEWEST = " ON DUPLICATE KEY UPDATE quantity = VALUES(quantity)";
    private static final String NEWEST_BY_TIME = " ON DUPLICATE KEY UPDATE"
        + " updated_at = IF(VALUES(as_of) < as_of OR VALUES(quantity) = quantity, updated_at, NOW(6)), quantity = IF(VALUES(as_of) < as_of, quantity, VALUES(quantity)),"
        + " as_of = COALESCE(GREATEST(VALUES(as_of), as_of), VALUES(as_of), as_of)";
    private final Database database;

    Stock(Database database) {
        this.database = database;
    }

    /** How many of the rows differed. */
    int store(long account, List<InventoryRowType> rows) throws SQLException {
        Connection connection = database.connection();
        // A single statement is a transaction by itself.
        boolean several = rows.size() > ROWS_OF_A_STATEMENT;
        if (several) connection.setAutoCommit(false);
        try {
            int affected = 0;
            for (int from = 0; from < rows.size(); from += ROWS_OF_A_STATEMENT)
                affected += upsert(connection, account, rows.subList(from, Math.min(rows.size(), from + ROWS_OF_A_STATEMENT)));
            if (several) connection.commit();
            return affected / 2;
        } catch (SQLException error) {
            if (several) connection.rollback();
            throw error;
        } finally {
            if (several) connection.setAutoCommit(true);
        }
    }

    /** An updated row counts twice, one that stayed as it was not at all. */
    private static int upsert(Connection connection, long account, List<InventoryRowType> rows) throws SQLException {
        boolean timed = rows.stream().anyMatch(row -> row.getAsOf() != null);
        String sql = INSERT + "(?,?,?,?,?)" + ",(?,?,?,?,?)".repeat(rows.size() - 1) + (timed ? NEWEST_BY_TIME : NEWEST);
        Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 0;
            for (InventoryRowType row : rows) {
                statement.setLong(++at, account);
                statement.setString(++at, row.getItemIntegrationId());
                statement.setString(++at, row.getLocation() == null ? "" : row.getLocation());
                statement.setBigDecimal(++at, row.getQuantity());
                if (row.getAsOf() == null) statement.setNull(++at, Types.TIMESTAMP);
                else statement.setTimestamp(++at, new Timestamp(row.getAsOf().toGregorianCalendar().getTimeInMillis()), utc);
            }
            return statement.executeUpdate();
        }
    }
}
