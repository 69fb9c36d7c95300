#!/usr/bin/ruby
# Makes soap4r's classes and drivers out of the WSDL in the current folder. This is what the command wsdl2ruby.rb does; the command itself
# needs Logger::Application, which Ruby 3 has no more.
#     generate.rb WSDL
require 'logger'
require 'wsdl/soap/wsdl2ruby'

worker = WSDL::SOAP::WSDL2Ruby.new
worker.location = ARGV[0]
worker.logger = Logger.new($stderr)
worker.opt.update('classdef' => nil, 'mapping_registry' => nil, 'driver' => nil, 'module_path' => 'Tb', 'force' => true)
worker.run
