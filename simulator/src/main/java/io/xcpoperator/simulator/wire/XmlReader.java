package io.xcpoperator.simulator.wire;

import io.xcpoperator.simulator.value.Value;
import java.io.ByteArrayInputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML-RPC call. */
final class XmlReader {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm:ss", Locale.ROOT);

    private final XMLInputFactory factory;

    XmlReader() {
        factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    /** A method and its parameters. */
    record MethodCall(String method, List<Value> parameters) {}

    /** Fails with {@link BadRequest} when the body is not an XML-RPC call. */
    MethodCall read(byte[] body) {
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
            xml.nextTag();
            xml.require(XMLStreamReader.START_ELEMENT, null, "methodCall");
            xml.nextTag();
            xml.require(XMLStreamReader.START_ELEMENT, null, "methodName");
            String method = xml.getElementText();
            if (method.isEmpty()) {
                throw new BadRequest("Xmlrpc.Parse_error(\"close_tag\", \"open_tag\", \"\")");
            }
            xml.nextTag();
            xml.require(XMLStreamReader.START_ELEMENT, null, "params");
            var parameters = new ArrayList<Value>();
            while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
                xml.require(XMLStreamReader.START_ELEMENT, null, "param");
                xml.nextTag();
                parameters.add(value(xml));
                xml.nextTag();
            }
            return new MethodCall(method, parameters);
        } catch (XMLStreamException | NumberFormatException e) {
            throw new BadRequest("Xmlm.Error(1:1, \"expected root element\")");
        }
    }

    private static Value value(XMLStreamReader xml) throws XMLStreamException {
        xml.require(XMLStreamReader.START_ELEMENT, null, "value");
        var text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE ->
                    text.append(xml.getText());
                case XMLStreamReader.START_ELEMENT -> {
                    Value typed = typed(xml);
                    xml.nextTag();
                    return typed;
                }
                case XMLStreamReader.END_ELEMENT -> {
                    return Value.of(text.toString());
                }
                default -> {} // comments
            }
        }
    }

    private static Value typed(XMLStreamReader xml) throws XMLStreamException {
        return switch (xml.getLocalName()) {
            case "string" -> Value.of(xml.getElementText());
            case "int", "i4", "i8" ->
                Value.of(Long.parseLong(xml.getElementText().trim()));
            case "double" -> Value.of(Double.parseDouble(xml.getElementText().trim()));
            case "boolean" -> Value.of(xml.getElementText().trim().equals("1"));
            case "dateTime.iso8601" -> date(xml.getElementText().trim());
            case "array" -> array(xml);
            case "struct" -> struct(xml);
            case "nil" -> {
                xml.nextTag();
                yield new Value.Nil();
            }
            default -> throw new XMLStreamException("unknown type");
        };
    }

    private static Value date(String text) {
        String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            return Value.of(LocalDateTime.parse(plain, DATE).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Value.of(text);
        }
    }

    private static Value array(XMLStreamReader xml) throws XMLStreamException {
        var items = new ArrayList<Value>();
        xml.nextTag();
        xml.require(XMLStreamReader.START_ELEMENT, null, "data");
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            items.add(value(xml));
        }
        xml.nextTag();
        return new Value.Arr(items);
    }

    private static Value struct(XMLStreamReader xml) throws XMLStreamException {
        Map<String, Value> members = new LinkedHashMap<>();
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            xml.require(XMLStreamReader.START_ELEMENT, null, "member");
            xml.nextTag();
            String name = xml.getElementText();
            if (name.isEmpty()) {
                throw new BadRequest("Xmlrpc.Parse_error(\"open_tag(value)\", \"close_tag(name)\", _)");
            }
            xml.nextTag();
            members.put(name, value(xml));
            xml.nextTag();
        }
        return new Value.Dict(members);
    }
}
