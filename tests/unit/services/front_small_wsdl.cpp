#include "front_small_wsdl.hpp"

namespace tillbridge::services::front {

std::string_view small_wsdl() {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="Test" targetNamespace="urn:test:pos:1" xmlns:tns="urn:test:pos:1" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/">
  <wsdl:types>
    <xs:schema targetNamespace="urn:test:pos:1" elementFormDefault="qualified">
      <xs:simpleType name="KindType"><xs:restriction base="xs:string"><xs:enumeration value="a"/></xs:restriction></xs:simpleType>
      <xs:complexType name="CredentialsType">
        <xs:sequence>
          <xs:element name="StoreId" type="xs:string"/>
          <xs:element name="UserName" type="xs:string"/>
          <xs:element name="Password" type="xs:string"/>
        </xs:sequence>
      </xs:complexType>
      <xs:complexType name="ArrayOfUrlType">
        <xs:sequence><xs:element name="Url" type="xs:string" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
      </xs:complexType>
      <xs:complexType name="InventoryRowType">
        <xs:sequence>
          <xs:element name="ItemIntegrationId" type="xs:string"/>
          <xs:element name="Quantity" type="xs:decimal" minOccurs="0"/>
          <xs:element name="Note" type="xs:string" minOccurs="0"/>
          <xs:element name="Kind" type="tns:KindType" minOccurs="0"/>
          <xs:element name="Urls" type="tns:ArrayOfUrlType" minOccurs="0"/>
        </xs:sequence>
      </xs:complexType>
      <xs:complexType name="ArrayOfInventoryRowType">
        <xs:sequence><xs:element name="Row" type="tns:InventoryRowType" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
      </xs:complexType>
      <xs:element name="Credentials" type="tns:CredentialsType"/>
      <xs:element name="UpdateInventory">
        <xs:complexType>
          <xs:sequence>
            <xs:element name="Credentials" type="tns:CredentialsType" minOccurs="0"/>
            <xs:element name="Rows" type="tns:ArrayOfInventoryRowType" minOccurs="0"/>
            <xs:element name="ReturnAllRows" type="xs:boolean" minOccurs="0"/>
          </xs:sequence>
        </xs:complexType>
      </xs:element>
      <xs:element name="GetNewOrders">
        <xs:complexType>
          <xs:sequence>
            <xs:element name="Credentials" type="tns:CredentialsType" minOccurs="0"/>
            <xs:element name="MaxCount" type="xs:int" minOccurs="0"/>
          </xs:sequence>
        </xs:complexType>
      </xs:element>
    </xs:schema>
  </wsdl:types>
  <wsdl:portType name="ProductTasksPort"><wsdl:operation name="UpdateInventory"/></wsdl:portType>
  <wsdl:portType name="OrderTasksPort"><wsdl:operation name="GetNewOrders"/></wsdl:portType>
  <wsdl:binding name="ProductTasksSoap" type="tns:ProductTasksPort">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="UpdateInventory"><soap:operation soapAction="urn:test:pos:1/UpdateInventory"/></wsdl:operation>
  </wsdl:binding>
  <wsdl:binding name="OrderTasksSoap" type="tns:OrderTasksPort">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="GetNewOrders"><soap:operation soapAction="urn:test:pos:1/GetNewOrders"/></wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="ProductTasks"><wsdl:port name="A" binding="tns:ProductTasksSoap"><soap:address location="http://x/"/></wsdl:port></wsdl:service>
  <wsdl:service name="OrderTasks"><wsdl:port name="B" binding="tns:OrderTasksSoap"><soap:address location="http://x/"/></wsdl:port></wsdl:service>
</wsdl:definitions>)";
}

}  // namespace tillbridge::services::front
