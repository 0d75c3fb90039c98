package io.xcpoperator.simulator.wire;

import io.xcpoperator.simulator.dispatch.Dispatcher;
import io.xcpoperator.simulator.dispatch.Request;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** One host's calls: from an HTTP body to a call and back. */
final class RpcEndpoint implements Streams {
    private static final String LIST = "system.listMethods";

    private final String host;
    private final Dispatcher dispatcher;
    private final HandlerTable handlers;
    private final XmlReader xml = new XmlReader();
    private final JsonRpc json = new JsonRpc();

    RpcEndpoint(String host, Dispatcher dispatcher, HandlerTable handlers) {
        this.host = host;
        this.dispatcher = dispatcher;
        this.handlers = handlers;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        try {
            return switch (request.method()) {
                case "POST" -> request.path().startsWith("/jsonrpc") ? json(request) : xml(request);
                case "OPTIONS" -> HttpResponse.options();
                default -> handlers.answer(request);
            };
        } catch (BadRequest bad) {
            return HttpResponse.internalError(String.valueOf(bad.getMessage()));
        }
    }

    @Override
    public boolean streams(HttpRequest head) {
        return handlers.streams(head);
    }

    @Override
    public void stream(HttpRequest head, InputStream body, long length, OutputStream out) throws IOException {
        handlers.stream(host, head, body, length, out);
    }

    @Override
    public boolean tunnels(HttpRequest head) {
        return handlers.tunnels(head);
    }

    @Override
    public void tunnel(HttpRequest head, InputStream in, OutputStream out, Runnable cut) throws IOException {
        handlers.tunnel(host, head, in, out, cut);
    }

    private HttpResponse xml(HttpRequest request) {
        XmlReader.MethodCall call = xml.read(request.body());
        return HttpResponse.rpc("text/xml", xmlAnswer(call.method(), call.parameters()));
    }

    private String xmlAnswer(String method, List<Value> parameters) {
        if (method.equals(LIST)) {
            return XmlWriter.bare(Value.texts(dispatcher.methods()));
        }
        try {
            return XmlWriter.success(dispatcher.call(new Request(host, method, parameters)));
        } catch (XapiFailure failure) {
            return XmlWriter.failure(failure);
        }
    }

    private HttpResponse json(HttpRequest request) {
        JsonRpc.JsonCall call = json.read(request.body());
        return HttpResponse.rpc("application/json", jsonAnswer(call));
    }

    private String jsonAnswer(JsonRpc.JsonCall call) {
        try {
            Value result = call.method().equals(LIST)
                    ? Value.texts(dispatcher.methods())
                    : dispatcher.call(new Request(host, call.method(), call.parameters()));
            return json.success(call, result);
        } catch (XapiFailure failure) {
            return json.failure(call, failure);
        }
    }
}
