"""The Python peer: spyne behind gunicorn, which runs one process per core."""
import base64
import hashlib
import hmac
import os
import secrets

from spyne import Application, Boolean, ComplexModel, DateTime, Decimal, Fault, Integer32, ServiceBase, Unicode, rpc
from spyne.protocol.soap import Soap11
from spyne.server.wsgi import WsgiApplication

from stock import Database

NAMESPACE = "urn:tillbridge:pos:v1"
PEPPER = bytes.fromhex(os.environ["PEER_PEPPER"])
LOGIN = ("SELECT a.account_id, c.digest FROM account a JOIN credential c ON c.account_id = a.account_id"
         " WHERE a.store_id = %s AND c.user_name = %s AND a.disabled = 0")

database = Database()


class CredentialsType(ComplexModel):
    __namespace__ = NAMESPACE
    StoreId = Unicode(min_occurs=1)
    UserName = Unicode(min_occurs=1)
    Password = Unicode(min_occurs=1)


class InventoryRowType(ComplexModel):
    __namespace__ = NAMESPACE
    ItemIntegrationId = Unicode(min_occurs=1)
    Quantity = Decimal(min_occurs=1)
    Location = Unicode
    AsOf = DateTime


class ArrayOfInventoryRowType(ComplexModel):
    __namespace__ = NAMESPACE
    InventoryRow = InventoryRowType.customize(max_occurs="unbounded")


class RowResultType(ComplexModel):
    __namespace__ = NAMESPACE
    Index = Integer32(min_occurs=1)
    ItemIntegrationId = Unicode(min_occurs=1)
    Status = Unicode(min_occurs=1)
    Code = Unicode


class ArrayOfRowResultType(ComplexModel):
    __namespace__ = NAMESPACE
    RowResult = RowResultType.customize(max_occurs="unbounded")


class Nothing(ComplexModel):
    __namespace__ = NAMESPACE


class UpdateResultType(ComplexModel):
    __namespace__ = NAMESPACE
    _type_info = ([("RequestId", Unicode)]
                  + [(name, Integer32) for name in ("Received", "Created", "Updated", "Unchanged", "Stale", "Superseded", "Rejected", "NotProcessed")]
                  + [("Results", ArrayOfRowResultType), ("Warnings", Nothing), ("Extras", Nothing)])


def login(sent):
    digest = sent and base64.b64encode(hmac.new(PEPPER, sent.Password.encode(), hashlib.sha256).digest()).decode()
    for account, held in database.rows(LOGIN, (sent.StoreId, sent.UserName)) if sent else ():
        if hmac.compare_digest(held, digest):
            return account
    raise Fault("Client", "the login was not accepted")


def is_valid(row):
    if not row.ItemIntegrationId or len(row.ItemIntegrationId) > 128 or row.Quantity is None:
        return False
    exponent = row.Quantity.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -4 and row.Quantity.adjusted() < 10


class ProductTasks(ServiceBase):
    @rpc(CredentialsType, Unicode, Boolean, ArrayOfInventoryRowType, _returns=UpdateResultType, _out_variable_name="Result")
    def UpdateInventory(self, Credentials, CallerReference, ReturnAllRows, InventoryRows):
        account = login(Credentials)
        sent = InventoryRows.InventoryRow or [] if InventoryRows else []
        rows, rejected = [], []
        for index, row in enumerate(sent):
            if is_valid(row):
                rows.append(row)
            else:
                rejected.append(RowResultType(Index=index, ItemIntegrationId=row.ItemIntegrationId, Status="rejected", Code="invalid_value"))
        updated = database.store(account, rows)
        return UpdateResultType(RequestId="req_" + secrets.token_hex(13), Received=len(sent), Created=0, Updated=updated, Unchanged=len(rows) - updated, Stale=0,
                                Superseded=0, Rejected=len(rejected), NotProcessed=0, Results=ArrayOfRowResultType(RowResult=rejected), Warnings=Nothing(), Extras=Nothing())


application = WsgiApplication(Application([ProductTasks], NAMESPACE, name="Tillbridge", in_protocol=Soap11(validator="soft", huge_tree=True), out_protocol=Soap11()),
                              max_content_length=512 * 1024 * 1024)
