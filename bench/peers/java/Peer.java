import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import javax.xml.ws.Endpoint;

/** The Java peer: JAX-WS on the JDK's HTTP server, one thread per request up to PEER_WORKERS, each with a connection of its own. */
public final class Peer {
    public static void main(String[] arguments) throws Exception {
        // Without it every answer on a kept connection waits for the caller's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PEER_PORT"))), 128);
        server.setExecutor(Executors.newFixedThreadPool(Integer.parseInt(System.getenv("PEER_WORKERS"))));
        Database database = new Database(System.getenv());
        Endpoint.create(new ProductTasksPeer(new Logins(database, System.getenv("PEER_PEPPER")), new Stock(database)))
            .publish(server.createContext("/soap/ProductTasks"));
        server.start();
    }
}
