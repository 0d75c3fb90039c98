package io.xcpoperator.xapi.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.apache.ws.commons.util.NamespaceContextImpl;
import org.apache.xmlrpc.common.TypeFactoryImpl;
import org.apache.xmlrpc.common.XmlRpcController;
import org.apache.xmlrpc.common.XmlRpcStreamConfig;
import org.apache.xmlrpc.parser.AtomicParser;
import org.apache.xmlrpc.parser.NullParser;
import org.apache.xmlrpc.parser.TypeParser;
import org.apache.xmlrpc.serializer.TypeSerializer;
import org.apache.xmlrpc.serializer.TypeSerializerImpl;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * The scalar types as XAPI writes them: dates without dashes and always in UTC, floats with a fraction, nil and i8 without
 * an extension. An odd scalar stays the text it is, for one bad field must not cost the whole answer.
 */
final class WireTypes extends TypeFactoryImpl {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm:ss");

    WireTypes(XmlRpcController controller) {
        super(controller);
    }

    @Override
    public @Nullable TypeParser getParser(
            XmlRpcStreamConfig config, NamespaceContextImpl context, String uri, String localName) {
        if (!uri.isEmpty()) {
            return super.getParser(config, context, uri, localName);
        }
        return switch (localName) {
            case "nil" -> new NullParser();
            case "int", "i4", "i8" -> new Scalar(WireTypes::integer);
            case "double" -> new Scalar(WireTypes::real);
            case "dateTime.iso8601" -> new Scalar(WireTypes::date);
            default -> super.getParser(config, context, uri, localName);
        };
    }

    @Override
    public @Nullable TypeSerializer getSerializer(XmlRpcStreamConfig config, Object value) throws SAXException {
        return switch (value) {
            case Double real -> new Tagged("double", plain(real));
            case Instant date -> new Tagged("dateTime.iso8601", DATE.format(date.atOffset(ZoneOffset.UTC)) + "Z");
            default -> super.getSerializer(config, value);
        };
    }

    private static String plain(double real) {
        String digits = BigDecimal.valueOf(real).toPlainString();
        return digits.contains(".") ? digits : digits + ".0";
    }

    private static Object integer(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            return text;
        }
    }

    private static Object real(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException _) {
            return text;
        }
    }

    private static Object date(String text) {
        String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            return LocalDateTime.parse(local.replace("-", ""), DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException _) {
            return text;
        }
    }

    private interface Reading {
        Object read(String text);
    }

    private static final class Scalar extends AtomicParser {
        private final Reading reading;

        Scalar(Reading reading) {
            this.reading = reading;
        }

        @Override
        protected void setResult(String text) {
            super.setResult(reading.read(text.trim()));
        }
    }

    private static final class Tagged extends TypeSerializerImpl {
        private final String tag;
        private final String text;

        Tagged(String tag, String text) {
            this.tag = tag;
            this.text = text;
        }

        @Override
        public void write(ContentHandler handler, Object value) throws SAXException {
            write(handler, tag, text);
        }
    }
}
