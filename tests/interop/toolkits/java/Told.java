import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.datatype.XMLGregorianCalendar;

/** Prints what a toolkit handed to its caller as one JSON line per call, by reading the getters of the generated objects. */
final class Told {
    /** A call as a till would write it. */
    interface Call<Result> { Result make() throws Exception; }

    /** Takes a toolkit's own exception apart: Code, Message, Field, Retryable, RequestId, Extras as its generated class gives them; null if it is no ServiceFault. */
    interface FaultReader { Map<String, Object> read(Exception exception); }

    private final FaultReader faults;

    Told(FaultReader faults) { this.faults = faults; }

    /** Makes the call and prints the answer, or the fault that it met: then gives null. */
    <Result> Result of(String call, String operation, Call<Result> made) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("call", call);
        line.put("operation", operation);
        Result result = null;
        try {
            result = made.make();
            line.put("result", result);
        } catch (Exception exception) {
            line.put("fault", faults.read(exception));
            line.put("text", exception.toString());
            line.put("exception", exception.getClass().getName());
        }
        System.out.println(json(line));
        return result;
    }

    static Map<String, Object> fault(String code, String message, String field, boolean retryable, String requestId, Object extras) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("Code", code);
        told.put("Message", message);
        told.put("Field", field);
        told.put("Retryable", retryable);
        told.put("RequestId", requestId);
        told.put("Extras", extras);
        return told;
    }

    private static String json(Object value) {
        if (value == null || value instanceof Boolean || value instanceof Integer) return String.valueOf(value);
        if (value instanceof BigDecimal) return quoted(((BigDecimal) value).toPlainString());
        if (value instanceof Calendar) return quoted(DateTimeFormatter.ISO_INSTANT.format(((Calendar) value).toInstant()));
        if (value instanceof XMLGregorianCalendar) return quoted(((XMLGregorianCalendar) value).toXMLFormat());
        if (value instanceof String) return quoted((String) value);
        if (value instanceof Object[]) return json(Arrays.asList((Object[]) value));
        if (value instanceof Collection) return ((Collection<?>) value).stream().map(Told::json).collect(Collectors.joining(",", "[", "]"));
        if (value instanceof Map) {
            return ((Map<?, ?>) value).entrySet().stream().filter(entry -> entry.getValue() != null)
                .map(entry -> quoted(entry.getKey().toString()) + ":" + json(entry.getValue())).collect(Collectors.joining(",", "{", "}"));
        }
        return json(properties(value));
    }

    /** The values behind the getters that the generated class declares itself, by the names of the schema. */
    private static Map<String, Object> properties(Object bean) {
        Map<String, Object> found = new TreeMap<>();
        for (Method method : bean.getClass().getDeclaredMethods()) {
            String name = method.getName().replaceFirst("^(get|is)(?=[A-Z])", "");
            boolean isGetter = method.getParameterCount() == 0 && !name.equals(method.getName()) && !java.lang.reflect.Modifier.isStatic(method.getModifiers());
            try {
                if (isGetter && method.invoke(bean) != null) found.put(name, method.invoke(bean));
            } catch (ReflectiveOperationException exception) {
                throw new IllegalStateException(exception);
            }
        }
        return found;
    }

    /** Everything outside of plain ASCII as an escape, so that the encoding of the terminal does not matter. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < 0x20 || c > 0x7E) out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append('"').toString();
    }
}
