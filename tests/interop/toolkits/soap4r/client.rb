#!/usr/bin/ruby
# Ruby's soap4r as a till, on the classes, mapping registry and drivers that generate.rb made in the current folder.
#     client.rb WSDL STORE USER PASSWORD PHASE
require 'json'

_wsdl, STORE, USER, PASSWORD, PHASE = ARGV

$LOAD_PATH.unshift('.')
require 'TillbridgeDriver'

TEXT = "Größe „Ünï“ \u{1F600} \u05E9\u05DC <&> \"'".freeze
SERVICES = [Tb::ProductTasksPortType.new, Tb::OrderTasksPortType.new].freeze

# A generated object with its members by name: make(Tb::ProductType, itemIntegrationId: 'T-1').
def make(type, **members)
  members.each_with_object(type.new) { |(name, value), object| object.public_send("#{name}=", value) }
end

def list(type, *items)
  items.each_with_object(type.new) { |item, all| all << item }
end

# The answer's objects as hashes under the schema's names, which the generated mapping registry knows.
def plain(value)
  return value.is_a?(DateTime) ? value.iso8601(9) : value unless value.class.name.start_with?('Tb::')

  definition = Tb::TillbridgeMappingRegistry::LiteralRegistry.schema_definition_from_class(value.class)
  return { definition.elements.first.elename.name => value.map { |item| plain(item) } } if value.is_a?(Array)

  definition.elements.each_with_object({}) do |element, all|
    member = value.public_send(element.varname)
    all[element.elename.name] = plain(member) unless member.nil?
  end
end

@credentials = make(Tb::CredentialsType, storeId: STORE, userName: USER, password: PASSWORD)

# Makes a call, prints what came of it as a line of JSON, gives back the Result (nil after a fault).
def tell(name, operation, **content)
  method = operation[0].downcase + operation[1..]
  service = SERVICES.find { |candidate| candidate.respond_to?(method) }
  request = make(Tb.const_get(operation), credentials: @credentials, **content)
  told = { call: name, operation: operation }
  begin
    result = service.public_send(method, request).result
    told[:result] = plain(result)
  rescue SOAP::FaultError => error
    told.update(fault: plain(error.detail.serviceFault), text: error.message, exception: error.class.name)
  end
  puts JSON.generate(told)
  $stdout.flush
  result
end

def products
  most = make(Tb::ProductType,
              itemIntegrationId: 'T-1', name: TEXT, shortDescription: 'short', longDescription: "long\nwith two lines", additionalDescription: 'more', brand: 'Åker',
              department: 'Clothes/Shirts', barcode: '4012345000009', supplierSku: 'S-1', weight: '0.2505', weightUnit: 'kg', price: '12.5000', salePrice: '9.90',
              saleStart: DateTime.new(2026, 11, 1), saleEnd: DateTime.new(2036, 12, 31, 22, 59, 59), taxable: true, taxClass: 'standard', quantity: '12345678.1234', sellOnline: true,
              sites: list(Tb::ArrayOfSiteNameType, 'shop'), imageUrls: list(Tb::ArrayOfImageUrlType, 'http://127.0.0.1/a.jpg', 'http://127.0.0.1/b.jpg'),
              attributes: list(Tb::ArrayOfProductAttributeType, Tb::ProductAttributeType.new('Material', 'Wool'), Tb::ProductAttributeType.new('Care', '30°')),
              asOf: DateTime.new(2026, 11, 2, 3, 4, 5))
  variants = %w[S M].map do |size|
    make(Tb::ProductType,
         itemIntegrationId: "T-2-#{size}", productIntegrationId: 'T-2', name: 'Shirt', price: '20',
         options: list(Tb::ArrayOfProductOptionType, Tb::ProductOptionType.new('Size', size), Tb::ProductOptionType.new('Colour', 'Grün')),
         locationQuantities: list(Tb::ArrayOfLocationQuantityType, Tb::LocationQuantityType.new('east', '2'), Tb::LocationQuantityType.new(nil, '1.5')))
  end
  tell('products_most', 'UpdatePOSProducts', callerReference: 'call-1', returnAllRows: true, products: list(Tb::ArrayOfProductType, most, *variants))
  tell('products_least', 'UpdatePOSProducts', products: list(Tb::ArrayOfProductType, make(Tb::ProductType, itemIntegrationId: 'T-3', name: 'Least')))
  tell('products_none', 'UpdatePOSProducts')
  tell('products_empty', 'UpdatePOSProducts', products: list(Tb::ArrayOfProductType))
end

def inventory_row(item, quantity, location = nil, as_of = nil)
  Tb::InventoryRowType.new(item, quantity, location, as_of)
end

def inventory
  rows = list(Tb::ArrayOfInventoryRowType, inventory_row('T-1', '7.25', 'east', DateTime.new(2026, 11, 3, 3, 4, 5)), inventory_row('T-2-S', 5), inventory_row('nobody', 1))
  tell('inventory_most', 'UpdateInventory', callerReference: 'call-2', returnAllRows: true, inventoryRows: rows)
  tell('inventory_least', 'UpdateInventory', inventoryRows: list(Tb::ArrayOfInventoryRowType, inventory_row('T-3', '9')))
end

def pricing
  most = make(Tb::PriceRowType, itemIntegrationId: 'T-1', price: '1234.5678', salePrice: '1000.0001', saleStart: DateTime.new(2026, 11, 1),
                                saleEnd: DateTime.new(2036, 12, 31, 22, 59, 59), asOf: DateTime.new(2026, 11, 3, 3, 4, 5))
  rows = list(Tb::ArrayOfPriceRowType, most, make(Tb::PriceRowType, itemIntegrationId: 'T-2-S'))
  tell('pricing_most', 'UpdatePricing', callerReference: 'call-3', returnAllRows: true, priceRows: rows)
  tell('pricing_least', 'UpdatePricing', priceRows: list(Tb::ArrayOfPriceRowType, make(Tb::PriceRowType, itemIntegrationId: 'T-3', price: '3')))
end

def documents(kind, id)
  type = Tb.const_get("#{kind}ConfirmationType")
  confirmations = Tb.const_get("ArrayOf#{kind}ConfirmationType")
  many = "#{kind.downcase}s"
  tell("get_#{many}_none", "GetNew#{kind}s", maxCount: 5, site: 'shop', posStore: 'nowhere')
  got = tell("get_#{many}_one", "GetNew#{kind}s", maxCount: 1, site: 'shop').public_send(many)
  tell("confirm_#{many}_one", "Confirm#{kind}s", confirmations: list(confirmations, make(type, id => got[0].public_send(id), accepted: true)))
  ids = tell("get_#{many}", "GetNew#{kind}s").public_send(many).map(&id)
  tell("confirm_#{many}_many", "Confirm#{kind}s", confirmations: list(confirmations,
    make(type, id => ids[0], accepted: true, bookedAt: DateTime.new(2026, 11, 4, 5, 6, 7), posCustomerNumber: 'C-7',
               posDocumentNumbers: list(Tb::ArrayOfPosDocumentNumberType, 'R-1', 'R-2')),
    make(type, id => ids[1], accepted: false, errorCode: 'E1', errorMessage: TEXT), make(type, id => 'nobody', accepted: true)))
end

def shipments
  order = tell('get_orders_unconfirmed', 'GetNewOrders').orders[0]
  most = make(Tb::ShipmentType, shipmentId: 'S-1', orderId: order.orderId, carrier: 'DHL', service: 'Päckchen', trackingNumber: '00340', trackingUrl: 'http://127.0.0.1/t?a=1&b=2',
                                shippedAt: DateTime.new(2026, 11, 5, 6, 7, 8), lines: list(Tb::ArrayOfShipmentLineType, Tb::ShipmentLineType.new(order.lines[0].lineId, nil, '1')))
  other = make(Tb::ShipmentType, shipmentId: 'S-2', site: 'shop', webOrderNumber: 'nothing', lines: list(Tb::ArrayOfShipmentLineType, Tb::ShipmentLineType.new(nil, 'T-1', '1')))
  all = list(Tb::ArrayOfShipmentType, most, other, make(Tb::ShipmentType, shipmentId: 'S-3'))
  tell('shipments_many', 'SaveShipments', shipments: all)
  tell('shipments_again', 'SaveShipments', shipments: all)
  tell('shipments_empty', 'SaveShipments', shipments: list(Tb::ArrayOfShipmentType))
end

def faults
  tell('empty_confirm', 'ConfirmTransactions', confirmations: list(Tb::ArrayOfTransactionConfirmationType))
  tell('too_many', 'GetNewTransactions', maxCount: 100_000)
  @credentials = make(Tb::CredentialsType, storeId: STORE, userName: USER, password: 'wrong')
  tell('wrong_password', 'UpdateInventory', inventoryRows: list(Tb::ArrayOfInventoryRowType, inventory_row('T-1', '1')))
end

case PHASE
when 'products' then [products, inventory, pricing]
when 'orders' then [documents('Order', :orderDocumentId), documents('Capture', :captureId), documents('Transaction', :transactionId)]
when 'shipments' then shipments
when 'faults' then faults
else abort "no phase #{PHASE}"
end
