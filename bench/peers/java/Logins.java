import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import till.CredentialsType;

/** Says which account calls. */
final class Logins {
    private static final String LOGIN = "SELECT a.account_id, c.digest FROM account a JOIN credential c ON c.account_id = a.account_id"
        + " WHERE a.store_id = ? AND c.user_name = ? AND a.disabled = 0";
    private final Database database;
    private final SecretKeySpec pepper;

    Logins(Database database, String pepper) {
        this.database = database;
        this.pepper = new SecretKeySpec(HexFormat.of().parseHex(pepper), "HmacSHA256");
    }

    /** The number of the account, or nothing where the login is not right. */
    Long find(CredentialsType sent) throws SQLException, GeneralSecurityException {
        if (sent == null) return null;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(pepper);
        byte[] digest = Base64.getEncoder().encode(mac.doFinal(sent.getPassword().getBytes(StandardCharsets.UTF_8)));
        try (PreparedStatement statement = database.connection().prepareStatement(LOGIN)) {
            statement.setString(1, sent.getStoreId());
            statement.setString(2, sent.getUserName());
            try (ResultSet held = statement.executeQuery()) {
                while (held.next())
                    if (MessageDigest.isEqual(held.getString(2).getBytes(StandardCharsets.US_ASCII), digest)) return held.getLong(1);
            }
        }
        return null;
    }
}
