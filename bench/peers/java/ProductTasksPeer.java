import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.jws.WebService;
import till.*;

/** The operations of the WSDL that the benchmarks call. */
@WebService(endpointInterface = "till.ProductTasksPortType", targetNamespace = "urn:tillbridge:pos:v1", serviceName = "ProductTasks", portName = "ProductTasksSoap")
public final class ProductTasksPeer implements ProductTasksPortType {
    private static final int DIGITS = 14, DECIMALS = 4, KEY = 128;
    private final SecureRandom random = new SecureRandom();
    private final Logins logins;
    private final Stock stock;

    ProductTasksPeer(Logins logins, Stock stock) {
        this.logins = logins;
        this.stock = stock;
    }

    @Override
    public UpdateResultType updateInventory(CredentialsType credentials, String callerReference, Boolean returnAllRows, ArrayOfInventoryRowType inventoryRows)
            throws ServiceFaultMessage {
        try {
            Long account = logins.find(credentials);
            if (account == null) throw fault("unauthenticated", "the login was not accepted");
            List<InventoryRowType> sent = inventoryRows == null ? List.of() : inventoryRows.getInventoryRow(), rows = new ArrayList<>(sent.size());
            UpdateResultType result = emptyResult();
            for (int i = 0; i < sent.size(); ++i) {
                if (isValid(sent.get(i))) rows.add(sent.get(i));
                else result.getResults().getRowResult().add(rejected(i, sent.get(i)));
            }
            int updated = rows.isEmpty() ? 0 : stock.store(account, rows);
            result.setReceived(sent.size());
            result.setUpdated(updated);
            result.setUnchanged(rows.size() - updated);
            result.setRejected(sent.size() - rows.size());
            return result;
        } catch (SQLException | GeneralSecurityException error) {
            throw new IllegalStateException(error);
        }
    }

    @Override
    public UpdateResultType updatePOSProducts(CredentialsType credentials, String callerReference, Boolean returnAllRows, ArrayOfProductType products) throws ServiceFaultMessage {
        throw fault("not_supported", "this peer takes stock alone");
    }

    @Override
    public UpdateResultType updatePricing(CredentialsType credentials, String callerReference, Boolean returnAllRows, ArrayOfPriceRowType priceRows) throws ServiceFaultMessage {
        throw fault("not_supported", "this peer takes stock alone");
    }

    private static boolean isValid(InventoryRowType row) {
        String id = row.getItemIntegrationId();
        return id != null && !id.isEmpty() && id.length() <= KEY && row.getQuantity() != null && row.getQuantity().scale() <= DECIMALS
            && row.getQuantity().precision() - row.getQuantity().scale() <= DIGITS - DECIMALS;
    }

    private static RowResultType rejected(int index, InventoryRowType row) {
        RowResultType result = new RowResultType();
        result.setIndex(index);
        result.setItemIntegrationId(row.getItemIntegrationId());
        result.setStatus("rejected");
        result.setCode("invalid_value");
        return result;
    }

    private UpdateResultType emptyResult() {
        byte[] number = new byte[13];
        random.nextBytes(number);
        UpdateResultType result = new UpdateResultType();
        result.setRequestId("req_" + HexFormat.of().formatHex(number));
        result.setResults(new ArrayOfRowResultType());
        result.setWarnings(new ArrayOfWarningType());
        result.setExtras(new ArrayOfPropertyType());
        return result;
    }

    private static ServiceFaultMessage fault(String code, String message) {
        ServiceFaultType detail = new ServiceFaultType();
        detail.setCode(code);
        detail.setMessage(message);
        return new ServiceFaultMessage(message, detail);
    }
}
