import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** One connection per thread of the server. */
final class Database {
    private final ThreadLocal<Connection> connections;

    Database(Map<String, String> environment) {
        String url = "jdbc:mariadb://" + environment.get("PEER_DB_HOST") + ":" + environment.get("PEER_DB_PORT") + "/" + environment.get("PEER_DB_NAME")
            + "?useAffectedRows=true&useUnicode=true&characterEncoding=utf8";
        connections = ThreadLocal.withInitial(() -> {
            try {
                return DriverManager.getConnection(url, environment.get("PEER_DB_USER"), environment.get("PEER_DB_PASSWORD"));
            } catch (SQLException error) {
                throw new IllegalStateException(error);
            }
        });
    }

    Connection connection() {
        return connections.get();
    }
}
