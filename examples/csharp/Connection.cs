using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Web.Services.Protocols;
using System.Xml;
using Tillbridge;

/// The service understood the call and will not do it, now or later: a person has to look.
class Refused : Exception {
    public Refused(string message) : base(message) {}
}

/// Nobody answered, however often we asked. The call may have been carried out or not: the same again later is right.
class NoAnswer : Exception {
    public NoAnswer(string message) : base(message) {}
}

/// The way to the service: the proxies that wsdl.exe made make the calls, and a call whose answer was lost is sent again unchanged.
class Connection {
    const string Contract = "urn:tillbridge:pos:v1";

    // Certificates are checked by default. .NET Framework before 4.6 has to be told to speak TLS 1.2.
    public readonly CredentialsType Login;
    public readonly ProductTasksSoap Products;
    public readonly OrderTasksSoap Orders;
    readonly double[] waits;

    public Connection() {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
        var url = Setting("TILLBRIDGE_URL").TrimEnd('/');
        // A call that we give up is carried out all the same: hence five minutes.
        Products = new ProductTasksSoap { Url = url + "/soap/ProductTasks", Timeout = 300000 };
        Orders = new OrderTasksSoap { Url = url + "/soap/OrderTasks", Timeout = 300000 };
        // The password is never an argument: every user of the machine can see those.
        var file = Environment.GetEnvironmentVariable("TILLBRIDGE_PASSWORD_FILE");
        var password = file == null ? Setting("TILLBRIDGE_PASSWORD") : File.ReadAllText(file).Trim();
        Login = new CredentialsType { StoreId = Setting("TILLBRIDGE_STORE"), UserName = Setting("TILLBRIDGE_USER"), Password = password };
        waits = Optional("TILLBRIDGE_WAITS", "5 15 60 300").Split(' ').Select(wait => double.Parse(wait, CultureInfo.InvariantCulture)).ToArray();
    }

    /// Makes the call; waits and repeats where that helps, else ends in Refused or NoAnswer.
    public TResult Call<TResult>(string operation, Func<TResult> call) {
        for (var attempt = 0; ; ++attempt) {
            string problem;
            double? wait = attempt < waits.Length ? waits[attempt] : (double?) null;
            try {
                return call();
            } catch (SoapException exception) {
                var fault = ServiceFault(exception);
                if (fault == null) {
                    problem = "a fault that is not the service's: " + exception.Message;
                } else {
                    problem = fault["Code"] + ": " + fault["Message"];
                    if (!XmlConvert.ToBoolean(fault["Retryable"]))
                        throw new Refused(operation + ": " + problem + "\n  request " + fault["RequestId"] + ", help: " + (fault.ContainsKey("help") ? fault["help"] : ""));
                    if (wait.HasValue && fault.ContainsKey("retry_after_seconds"))
                        wait = Math.Max(wait.Value, double.Parse(fault["retry_after_seconds"], CultureInfo.InvariantCulture));
                }
            } catch (WebException exception) {               // the line broke, a time-out, a proxy's error page
                problem = "no answer (" + exception.Status + ")";
            } catch (InvalidOperationException exception) {  // an answer that is no XML
                problem = "no answer (" + exception.Message.Split('\n')[0] + ")";
            } catch (IOException exception) {
                problem = "no answer (" + exception.Message + ")";
            }
            if (!wait.HasValue) throw new NoAnswer(operation + ": " + problem);
            Console.Error.WriteLine("{0}: {1}; the same again in {2} s", operation, problem, wait.Value.ToString(CultureInfo.InvariantCulture));
            Thread.Sleep(TimeSpan.FromSeconds(wait.Value));
        }
    }

    /// wsdl.exe makes no class for a fault: its detail is XML. The names of Extras stand beside the others; null if the fault is somebody else's.
    static Dictionary<string, string> ServiceFault(SoapException exception) {
        var detail = exception.Detail == null ? null : exception.Detail["ServiceFault", Contract];
        if (detail == null) return null;
        var told = detail.ChildNodes.OfType<XmlElement>().ToDictionary(child => child.LocalName, child => child.InnerText);
        foreach (XmlElement extra in detail.GetElementsByTagName("Property", Contract)) told[extra["Name", Contract].InnerText] = extra["Value", Contract].InnerText;
        return told;
    }

    static string Setting(string name) {
        var value = Environment.GetEnvironmentVariable(name);
        if (value == null) throw new Refused("the environment variable " + name + " is not set");
        return value;
    }

    public static string Optional(string name, string otherwise) {
        return Environment.GetEnvironmentVariable(name) ?? otherwise;
    }
}
