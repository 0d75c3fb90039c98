package io.xcpoperator.simulator.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xcpoperator.simulator.value.Notation;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** JSON-RPC 1.0 and 2.0 (recording 08). */
final class JsonRpc {
    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final JsonNodeFactory nodes = json.getNodeFactory();

    /** A call, and how to answer it. */
    record JsonCall(String method, List<Value> parameters, JsonNode id, boolean second) {}

    /** Reads a call; fails with {@link BadRequest} when the body is none. */
    JsonCall read(byte[] body) {
        JsonNode root = parse(body);
        if (!root.isObject()) {
            throw malformed("Invalid request body");
        }
        JsonNode version = root.path("jsonrpc");
        boolean second = version.isTextual() && version.asText().equals("2.0");
        if (!version.isMissingNode() && !second) {
            throw malformed("Invalid field 'jsonrpc' in request body");
        }
        JsonNode id = root.path("id");
        if (second && !id.isIntegralNumber() && !id.isTextual()) {
            throw malformed("Invalid field 'id' in request body");
        }
        JsonNode method = root.path("method");
        if (!method.isTextual()) {
            throw malformed("Invalid field 'method' in request body");
        }
        return new JsonCall(
                method.asText(), parameters(root.path("params")), id.isMissingNode() ? nodes.nullNode() : id, second);
    }

    private JsonNode parse(byte[] body) {
        if (new String(body, java.nio.charset.StandardCharsets.UTF_8).isBlank()) {
            throw new BadRequest("Yojson__Common.Json_error(\"Blank input data\")");
        }
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            String token = new String(body, java.nio.charset.StandardCharsets.UTF_8);
            throw new BadRequest("Yojson__Common.Json_error(\"Line 1, bytes 0-" + body.length + ":\\nInvalid token '"
                    + token + "'\")");
        } catch (IOException e) {
            throw new BadRequest("Yojson__Common.Json_error(\"" + e.getMessage() + "\")");
        }
    }

    private static BadRequest malformed(String text) {
        return new BadRequest("Jsonrpc.Malformed_method_request(\"" + text + "\")");
    }

    private static List<Value> parameters(JsonNode node) {
        var parameters = new ArrayList<Value>();
        if (node.isArray()) {
            node.forEach(each -> parameters.add(value(each)));
        } else if (!node.isMissingNode()) {
            parameters.add(value(node));
        }
        return parameters;
    }

    private static Value value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> Value.of(node.asText());
            case BOOLEAN -> Value.of(node.asBoolean());
            case NUMBER -> node.isIntegralNumber() ? Value.of(node.asLong()) : Value.of(node.asDouble());
            case ARRAY -> {
                var items = new ArrayList<Value>();
                node.forEach(each -> items.add(value(each)));
                yield new Value.Arr(items);
            }
            case OBJECT -> {
                var members = new LinkedHashMap<String, Value>();
                node.properties().forEach(entry -> members.put(entry.getKey(), value(entry.getValue())));
                yield new Value.Dict(members);
            }
            case NULL, MISSING, BINARY, POJO -> new Value.Nil();
        };
    }

    String success(JsonCall call, Value result) {
        ObjectNode reply = nodes.objectNode();
        if (call.second()) {
            reply.put("jsonrpc", "2.0");
            reply.set("result", node(result));
        } else {
            reply.set("result", node(result));
            reply.set("error", nodes.nullNode());
        }
        reply.set("id", call.id());
        return reply.toString();
    }

    String failure(JsonCall call, XapiFailure failure) {
        ObjectNode reply = nodes.objectNode();
        if (call.second()) {
            reply.put("jsonrpc", "2.0");
            ObjectNode error = nodes.objectNode();
            error.put("code", 1);
            error.put("message", failure.code());
            error.set("data", node(Value.texts(failure.parameters())));
            reply.set("error", error);
        } else {
            reply.set("result", nodes.nullNode());
            reply.set("error", node(Value.texts(failure.description())));
        }
        reply.set("id", call.id());
        return reply.toString();
    }

    private JsonNode node(Value value) {
        return switch (value) {
            case Value.Str(String text) -> nodes.textNode(text);
            case Value.Int(long number) -> nodes.numberNode(number);
            case Value.Int32(int number) -> nodes.numberNode(number);
            case Value.Real(double number) -> nodes.numberNode(number);
            case Value.Bool(boolean flag) -> nodes.booleanNode(flag);
            case Value.Date date -> nodes.textNode(Notation.date(date));
            case Value.Arr(var items) -> {
                var array = nodes.arrayNode(items.size());
                items.forEach(item -> array.add(node(item)));
                yield array;
            }
            case Value.Dict(var members) -> {
                var object = nodes.objectNode();
                members.forEach((name, member) -> object.set(name, node(member)));
                yield object;
            }
            case Value.Nil() -> nodes.nullNode();
        };
    }
}
