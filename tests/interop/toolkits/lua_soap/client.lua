#!/usr/bin/lua5.1
-- LuaSOAP as a till: it writes and reads envelopes; elements are tables with a tag, as in LuaExpat.
--     client.lua WSDL STORE USER PASSWORD PHASE
local client = require "soap.client"
local soap = require "soap"

local wsdl, store, user, password, phase = unpack(arg)
local SERVICE = wsdl:match("^(.-)/soap/")
local NAMESPACE = "urn:tillbridge:pos:v1"
local TEXT = "Größe „Ünï“ \240\159\152\128 \215\169\215\156 <&> \"'"

-- E.Name "text" and E.Name {children} are elements of ours.
local E = setmetatable({}, { __index = function(_, name)
	return function(content)
		local element = { tag = "tb:" .. name }
		for index, child in ipairs(type(content) == "table" and content or { tostring(content) }) do element[index] = child end
		return element
	end
end })

local function json(text)
	return '"' .. text:gsub('[%c"\\]', function(c) return ("\\u%04x"):format(c:byte()) end) .. '"'
end

local function local_name(element) return element.tag:match("([^:]*)$") end

local function child(element, name)
	for _, inner in ipairs(element) do
		if type(inner) == "table" and local_name(inner) == name then return inner end
	end
end

-- The element under these names, or nil.
local function at(element, ...)
	for _, name in ipairs { ... } do element = element and child(element, name) end
	return element
end

local function all(element, name)
	local found = {}
	for _, inner in ipairs(element or {}) do
		if type(inner) == "table" and local_name(inner) == name then found[#found + 1] = inner end
	end
	return found
end

local function text(element) return element and element[1] or "" end

-- LuaSOAP raises the HTTP answer of a fault as the text of its error; its decoder reads the envelope in it.
local function fault_line(raised)
	local _, method, entries = soap.decode(assert(raised:match("<%?xml.*"), raised))
	assert(method == "Fault", raised)
	local soap12 = phase == "soap12"
	local told = assert(at(entries, soap12 and "Detail" or "detail", "ServiceFault"), raised)
	local detail = {}
	for _, name in ipairs { "Code", "Message", "Field", "Retryable", "RequestId" } do
		if child(told, name) then detail[#detail + 1] = json(name) .. ": " .. json(text(child(told, name))) end
	end
	local extras = {}
	for _, property in ipairs(all(child(told, "Extras"), "Property")) do
		extras[#extras + 1] = ('{"Name": %s, "Value": %s}'):format(json(text(child(property, "Name"))), json(text(child(property, "Value"))))
	end
	detail[#detail + 1] = ('"Extras": {"Property": [%s]}'):format(table.concat(extras, ", "))
	local words = soap12 and at(entries, "Reason", "Text") or at(entries, "faultstring")
	return ('"fault": {%s}, "text": %s, "exception": "error of soap.client.call"'):format(table.concat(detail, ", "), json(text(words)))
end

-- Makes a call, prints what came of it as a line of JSON, gives back the Result (nil after a fault).
local function tell(name, operation, ...)
	local entries = { E.Credentials { E.StoreId(store), E.UserName(user), E.Password(password) }, ... }
	local task = operation:match("^Update") and "ProductTasks" or "OrderTasks"
	local worked, namespace, _, answer = pcall(client.call, {
		url = SERVICE .. "/soap/" .. task, soapaction = NAMESPACE .. ":" .. operation, soapversion = phase == "soap12" and 1.2 or nil,
		namespace = NAMESPACE, internal_namespace = "tb", method = operation, entries = entries, encoding = "UTF-8" })
	local result = worked and child(answer, "Result") or nil
	local line
	if worked then
		result.attr = { "xmlns:tb", ["xmlns:tb"] = NAMESPACE }
		line = '"xml": ' .. json(soap.serialize(result))
	else
		line = fault_line(namespace)
	end
	print(('{"call": %s, "operation": %s, %s}'):format(json(name), json(operation), line))
	io.stdout:flush()
	return result
end

local phases = {}

function phases.products()
	local everything = E.Product { E.ItemIntegrationId "T-1", E.Name(TEXT), E.ShortDescription "short", E.LongDescription "long\nwith two lines",
		E.AdditionalDescription "more", E.Brand "Åker", E.Department "Clothes/Shirts", E.Barcode "4012345000009", E.SupplierSku "S-1", E.Weight "0.2505",
		E.WeightUnit "kg", E.Price "12.5000", E.SalePrice "9.90", E.SaleStart "2026-11-01T00:00:00Z", E.SaleEnd "2036-12-31T22:59:59Z", E.Taxable "true",
		E.TaxClass "standard", E.Quantity "12345678.1234", E.SellOnline "true", E.Sites { E.SiteName "shop" },
		E.ImageUrls { E.ImageUrl "http://127.0.0.1/a.jpg", E.ImageUrl "http://127.0.0.1/b.jpg" },
		E.Attributes { E.ProductAttribute { E.Name "Material", E.Value "Wool" }, E.ProductAttribute { E.Name "Care", E.Value "30°" } }, E.AsOf "2026-11-02T03:04:05Z" }
	local function variant(size)
		return E.Product { E.ItemIntegrationId("T-2-" .. size), E.ProductIntegrationId "T-2",
			E.Options { E.ProductOption { E.Name "Size", E.Value(size) }, E.ProductOption { E.Name "Colour", E.Value "Grün" } }, E.Name "Shirt", E.Price "20",
			E.LocationQuantities { E.LocationQuantity { E.Location "east", E.Quantity "2" }, E.LocationQuantity { E.Quantity "1.5" } } }
	end
	tell("products_most", "UpdatePOSProducts", E.CallerReference "call-1", E.ReturnAllRows "true", E.Products { everything, variant "S", variant "M" })
	tell("products_least", "UpdatePOSProducts", E.Products { E.Product { E.ItemIntegrationId "T-3", E.Name "Least" } })
	tell("products_none", "UpdatePOSProducts")
	tell("products_empty", "UpdatePOSProducts", E.Products {})
	local function row(item, quantity, ...) return E.InventoryRow { E.ItemIntegrationId(item), E.Quantity(quantity), ... } end
	tell("inventory_most", "UpdateInventory", E.CallerReference "call-2", E.ReturnAllRows "true",
		E.InventoryRows { row("T-1", "7.25", E.Location "east", E.AsOf "2026-11-03T03:04:05Z"), row("T-2-S", "5"), row("nobody", "1") })
	tell("inventory_least", "UpdateInventory", E.InventoryRows { row("T-3", "9") })
	tell("pricing_most", "UpdatePricing", E.CallerReference "call-3", E.ReturnAllRows "true", E.PriceRows {
		E.PriceRow { E.ItemIntegrationId "T-1", E.Price "1234.5678", E.SalePrice "1000.0001", E.SaleStart "2026-11-01T00:00:00Z", E.SaleEnd "2036-12-31T22:59:59Z",
			E.AsOf "2026-11-03T03:04:05Z" }, E.PriceRow { E.ItemIntegrationId "T-2-S" } })
	tell("pricing_least", "UpdatePricing", E.PriceRows { E.PriceRow { E.ItemIntegrationId "T-3", E.Price "3" } })
end

local function documents(kind, item, key)
	local many = kind:lower()
	local confirmation = E[item .. "Confirmation"]
	local function ids(result)
		local found = {}
		for index, document in ipairs(all(child(result, kind), item)) do found[index] = text(child(document, key)) end
		return found
	end
	tell("get_" .. many .. "_none", "GetNew" .. kind, E.MaxCount(5), E.Site "shop", E.PosStore "nowhere")
	local first = ids(tell("get_" .. many .. "_one", "GetNew" .. kind, E.MaxCount(1), E.Site "shop"))
	tell("confirm_" .. many .. "_one", "Confirm" .. kind, E.Confirmations { confirmation { E[key](first[1]), E.Accepted "true" } })
	local got = ids(tell("get_" .. many, "GetNew" .. kind))
	tell("confirm_" .. many .. "_many", "Confirm" .. kind, E.Confirmations {
		confirmation { E[key](got[1]), E.Accepted "true", E.BookedAt "2026-11-04T05:06:07Z",
			E.PosDocumentNumbers { E.PosDocumentNumber "R-1", E.PosDocumentNumber "R-2" }, E.PosCustomerNumber "C-7" },
		confirmation { E[key](got[2]), E.Accepted "false", E.ErrorCode "E1", E.ErrorMessage(TEXT) },
		confirmation { E[key] "nobody", E.Accepted "true" } })
end

function phases.orders()
	documents("Orders", "Order", "OrderDocumentId")
	documents("Captures", "Capture", "CaptureId")
	documents("Transactions", "Transaction", "TransactionId")
end

function phases.shipments()
	local order = at(tell("get_orders_unconfirmed", "GetNewOrders"), "Orders", "Order")
	local parcels = E.Shipments {
		E.Shipment { E.ShipmentId "S-1", E.OrderId(text(child(order, "OrderId"))), E.Carrier "DHL", E.Service "Päckchen", E.TrackingNumber "00340",
			E.TrackingUrl "http://127.0.0.1/t?a=1&b=2", E.ShippedAt "2026-11-05T06:07:08Z",
			E.Lines { E.Line { E.LineId(text(at(order, "Lines", "Line", "LineId"))), E.Quantity "1" } } },
		E.Shipment { E.ShipmentId "S-2", E.Site "shop", E.WebOrderNumber "nothing", E.Lines { E.Line { E.ItemIntegrationId "T-1", E.Quantity "1" } } },
		E.Shipment { E.ShipmentId "S-3" } }
	tell("shipments_many", "SaveShipments", parcels)
	tell("shipments_again", "SaveShipments", parcels)
	tell("shipments_empty", "SaveShipments", E.Shipments {})
end

function phases.faults()
	tell("empty_confirm", "ConfirmTransactions", E.Confirmations {})
	tell("too_many", "GetNewTransactions", E.MaxCount(100000))
	password = "wrong"
	tell("wrong_password", "UpdateInventory", E.InventoryRows { E.InventoryRow { E.ItemIntegrationId "T-1", E.Quantity "1" } })
end

function phases.soap12()
	tell("soap12_inventory", "UpdateInventory", E.InventoryRows { E.InventoryRow { E.ItemIntegrationId "T-3", E.Quantity "9" } })
	tell("soap12_orders", "GetNewOrders", E.MaxCount(1))
	tell("soap12_fault", "GetNewTransactions", E.MaxCount(100000))
end

phases[phase]()
