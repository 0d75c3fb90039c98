package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** XML-RPC as a client writes and reads it; values in the recordings' notation. */
final class XmlRpc {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private XmlRpc() {}

    static String call(String method, List<JsonNode> parameters) {
        var xml = new StringBuilder("<?xml version=\"1.0\"?><methodCall><methodName>");
        xml.append(escaped(method)).append("</methodName><params>");
        for (JsonNode parameter : parameters) {
            xml.append("<param>");
            write(xml, parameter);
            xml.append("</param>");
        }
        return xml.append("</params></methodCall>").toString();
    }

    private static void write(StringBuilder xml, JsonNode value) {
        xml.append("<value>");
        switch (value.getNodeType()) {
            case STRING ->
                xml.append("<string>").append(escaped(value.asText())).append("</string>");
            case BOOLEAN ->
                xml.append("<boolean>").append(value.asBoolean() ? 1 : 0).append("</boolean>");
            case NUMBER ->
                xml.append(
                        value.isIntegralNumber()
                                ? "<int>" + value.asText() + "</int>"
                                : "<double>" + value.asText() + "</double>");
            case ARRAY -> {
                xml.append("<array><data>");
                value.forEach(item -> write(xml, item));
                xml.append("</data></array>");
            }
            case OBJECT -> {
                if (value.has("dateTime.iso8601")) {
                    String date = value.get("dateTime.iso8601").asText();
                    xml.append("<dateTime.iso8601>").append(date).append("</dateTime.iso8601>");
                } else {
                    xml.append("<struct>");
                    value.properties().forEach(member -> {
                        xml.append("<member><name>")
                                .append(escaped(member.getKey()))
                                .append("</name>");
                        write(xml, member.getValue());
                        xml.append("</member>");
                    });
                    xml.append("</struct>");
                }
            }
            case NULL, MISSING, BINARY, POJO -> xml.append("<nil/>");
        }
        xml.append("</value>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Reads a reply: one with a status, a fault, or a bare value; {@link IllegalArgumentException} when it is none. */
    static Answer answer(String body) {
        Element root;
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            root = builder.parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new IllegalArgumentException("not XML: " + body, e);
        }
        JsonNode value = read((Element) root.getElementsByTagName("value").item(0));
        if (root.getElementsByTagName("fault").getLength() > 0) {
            return Answer.failure(NODES.arrayNode().add("Fault").add(value.path("faultString")));
        }
        return switch (value.path("Status").asText()) {
            case "Success" -> Answer.success(value.path("Value"));
            case "Failure" -> Answer.failure(value.path("ErrorDescription"));
            default -> Answer.success(value);
        };
    }

    private static JsonNode read(Element value) {
        List<Element> children = elements(value);
        if (children.isEmpty()) {
            return NODES.textNode(value.getTextContent());
        }
        Element typed = children.getFirst();
        String text = typed.getTextContent();
        return switch (typed.getTagName()) {
            case "i4", "int" -> NODES.numberNode(Integer.parseInt(text));
            case "double" -> NODES.numberNode(Double.parseDouble(text));
            case "boolean" -> NODES.booleanNode(text.equals("1"));
            case "dateTime.iso8601" -> NODES.objectNode().put("dateTime.iso8601", text);
            case "nil" -> NODES.nullNode();
            case "array" -> {
                var items = NODES.arrayNode();
                elements(elements(typed).getFirst()).forEach(item -> items.add(read(item)));
                yield items;
            }
            case "struct" -> {
                var members = NODES.objectNode();
                for (Element member : elements(typed)) {
                    List<Element> parts = elements(member);
                    members.set(parts.get(0).getTextContent(), read(parts.get(1)));
                }
                yield members;
            }
            default -> NODES.textNode(text);
        };
    }

    private static List<Element> elements(Element parent) {
        var elements = new ArrayList<Element>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
