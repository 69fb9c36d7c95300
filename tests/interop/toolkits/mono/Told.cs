using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

/// Prints what a toolkit handed to its caller as one JSON line per call, by reading the properties of the generated objects.
static class Told {
    /// Makes the call and prints the answer, or the fault that it met: then gives null.
    public static Result Of<Result>(string call, string operation, Func<Result> make, Func<Exception, Dictionary<string, object>> readFault) where Result : class {
        var line = new Dictionary<string, object> { { "call", call }, { "operation", operation } };
        Result result = null;
        try {
            result = make();
            line["result"] = result;
        } catch (Exception exception) {
            line["fault"] = readFault(exception);
            line["text"] = exception.Message;
            line["exception"] = exception.GetType().ToString();
        }
        Console.WriteLine(Json(line));
        return result;
    }

    static string Json(object value) {
        if (value == null) return "null";
        if (value is bool) return (bool) value ? "true" : "false";
        if (value is int) return ((int) value).ToString(CultureInfo.InvariantCulture);
        if (value is decimal) return Quoted(((decimal) value).ToString(CultureInfo.InvariantCulture));
        if (value is DateTime) return Quoted(((DateTime) value).ToString("o", CultureInfo.InvariantCulture));
        if (value is string) return Quoted((string) value);
        if (value is Dictionary<string, object>) return Members((Dictionary<string, object>) value);
        if (value is IEnumerable) return "[" + string.Join(",", ((IEnumerable) value).Cast<object>().Select(Json)) + "]";
        return Members(Properties(value));
    }

    static string Members(IEnumerable<KeyValuePair<string, object>> members) {
        return "{" + string.Join(",", members.Where(each => each.Value != null).Select(each => Quoted(each.Key) + ":" + Json(each.Value))) + "}";
    }

    /// A value whose Specified flag is false was not in the answer.
    static IEnumerable<KeyValuePair<string, object>> Properties(object value) {
        var type = value.GetType();
        return from property in type.GetProperties()
               where !(property.Name.EndsWith("Specified") && property.PropertyType == typeof(bool))
               let flag = type.GetProperty(property.Name + "Specified")
               where flag == null || (bool) flag.GetValue(value, null)
               select new KeyValuePair<string, object>(property.Name, property.GetValue(value, null));
    }

    /// Everything outside of plain ASCII as an escape, so that the encoding of the terminal does not matter.
    static string Quoted(string text) {
        var quoted = new StringBuilder("\"");
        foreach (var c in text) {
            if (c == '"' || c == '\\') quoted.Append('\\').Append(c);
            else if (c < ' ' || c > '~') quoted.AppendFormat("\\u{0:x4}", (int) c);
            else quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
