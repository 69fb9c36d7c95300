import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.ws.BindingProvider;
import javax.xml.ws.WebServiceException;
import tillbridge.*;

/** The way to the service: the classes that wsimport made make the calls, and a call whose answer was lost is sent again unchanged. */
final class Connection {
    /** The service understood the call and will not do it, now or later: a person has to look. */
    static final class Refused extends Exception {
        Refused(String message) { super(message); }
    }

    /** Nobody answered, however often we asked. The call may have been carried out or not: the same again later is right. */
    static final class NoAnswer extends Exception {
        NoAnswer(String message) { super(message); }
    }

    /** One operation of the generated classes. */
    interface Call<Result> {
        Result make() throws ServiceFaultMessage;
    }

    final CredentialsType login = new CredentialsType();
    private final String url;
    private final double[] waits;
    private ProductTasksPortType products;
    private OrderTasksPortType orders;

    Connection() throws Refused, IOException {
        // The JDK repeats a lost POST by itself, once and unseen. We do it ourselves, and say so.
        System.setProperty("sun.net.http.retryPost", "false");
        url = setting("TILLBRIDGE_URL").replaceAll("/+$", "");
        waits = Stream.of(optional("TILLBRIDGE_WAITS", "5 15 60 300").split(" ")).mapToDouble(Double::parseDouble).toArray();
        login.setStoreId(setting("TILLBRIDGE_STORE"));
        login.setUserName(setting("TILLBRIDGE_USER"));
        // The password is never an argument: every user of the machine can see those.
        String file = System.getenv("TILLBRIDGE_PASSWORD_FILE");
        login.setPassword(file == null ? setting("TILLBRIDGE_PASSWORD") : Files.readString(Path.of(file)).trim());
    }

    /** Makes the call; waits and repeats where that helps, else ends in Refused or NoAnswer. */
    <Result> Result call(String operation, Call<Result> call) throws Refused, NoAnswer, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            String problem;
            double wait = attempt < waits.length ? waits[attempt] : -1;
            try {
                return call.make();
            } catch (ServiceFaultMessage exception) {
                ServiceFaultType fault = exception.getFaultInfo();
                Map<String, String> extras = fault.getExtras().getProperty().stream().collect(Collectors.toMap(PropertyType::getName, PropertyType::getValue, (one, other) -> one));
                problem = fault.getCode() + ": " + fault.getMessage();
                if (!fault.isRetryable())
                    throw new Refused(operation + ": " + problem + "\n  request " + fault.getRequestId() + ", help: " + extras.getOrDefault("help", ""));
                if (wait >= 0) wait = Math.max(wait, Double.parseDouble(extras.getOrDefault("retry_after_seconds", "0")));
            } catch (WebServiceException exception) {        // not the service's own: the line broke, a time-out, a proxy's error page
                problem = "no answer (" + exception.getMessage() + ")";
            }
            if (wait < 0) throw new NoAnswer(operation + ": " + problem);
            System.err.println(operation + ": " + problem + "; the same again in " + wait + " s");
            Thread.sleep((long) (wait * 1000));
        }
    }

    /** Reads the WSDL when first needed, inside of call(), so that a lost WSDL is repeated like a lost call. Certificates are checked by default. */
    ProductTasksPortType products() {
        if (products == null) products = configured(new ProductTasks(wsdl()).getProductTasksSoap(), "ProductTasks");
        return products;
    }

    OrderTasksPortType orders() {
        if (orders == null) orders = configured(new OrderTasks(wsdl()).getOrderTasksSoap(), "OrderTasks");
        return orders;
    }

    private URL wsdl() {
        try {
            return new URL(url + "/soap/ProductTasks?wsdl");
        } catch (MalformedURLException exception) {
            throw new WebServiceException(exception);
        }
    }

    private <Port> Port configured(Port port, String service) {
        Map<String, Object> context = ((BindingProvider) port).getRequestContext();
        context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, url + "/soap/" + service);
        context.put("com.sun.xml.ws.connect.timeout", 10_000);
        context.put("com.sun.xml.ws.request.timeout", 300_000);   // a call that we give up is carried out all the same
        return port;
    }

    static String setting(String name) throws Refused {
        String value = System.getenv(name);
        if (value == null) throw new Refused("the environment variable " + name + " is not set");
        return value;
    }

    static String optional(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
