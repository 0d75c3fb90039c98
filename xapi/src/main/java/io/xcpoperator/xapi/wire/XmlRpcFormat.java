package io.xcpoperator.xapi.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.XmlRpcRequest;
import org.apache.xmlrpc.XmlRpcRequestConfig;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.apache.xmlrpc.common.TypeFactory;
import org.apache.xmlrpc.common.XmlRpcHttpRequestConfigImpl;
import org.apache.xmlrpc.serializer.BaseXmlWriterFactory;
import org.apache.xmlrpc.serializer.XmlRpcWriter;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * XML-RPC text, through the maintained Apache line with extensions and exceptions off, and a parser that knows neither
 * document types nor entities nor Java objects.
 */
final class XmlRpcFormat {
    private static final int IDLE_PARSERS = 2;

    private final XmlRpcHttpRequestConfigImpl config = new XmlRpcHttpRequestConfigImpl();
    private final TypeFactory types = new WireTypes(new XmlRpcClient());
    private final Queue<XMLReader> parsers = new ArrayBlockingQueue<>(IDLE_PARSERS);

    XmlRpcFormat() {
        config.setEnabledForExtensions(false);
        config.setEnabledForExceptions(false);
        config.setGzipCompressing(false);
        config.setGzipRequesting(false);
    }

    byte[] request(String method, List<?> parameters) throws XmlRpcException, SAXException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        new XmlRpcWriter(config, new BaseXmlWriterFactory().getXmlWriter(config, out), types)
                .write(new Request(config, method, parameters));
        return out.toByteArray();
    }

    /** The value of the one parameter, or a {@link Fault}. */
    @Nullable
    Object response(InputStream body) throws IOException, SAXException, XmlRpcException {
        ResponseReader reader = new ResponseReader(config, types);
        read(body, new DepthGuard(reader));
        if (reader.isSuccess()) {
            return plain(reader.getResult());
        }
        if (reader.getErrorMessage() == null) {
            throw new SAXException("neither a value nor a fault");
        }
        return new Fault(reader.getErrorMessage());
    }

    /** A parser costs more than what it reads in most answers; one that failed is not used again. */
    private void read(InputStream body, DepthGuard into) throws IOException, SAXException {
        XMLReader idle = parsers.poll();
        XMLReader parser = idle == null ? parser() : idle;
        parser.setContentHandler(into);
        parser.parse(new InputSource(body));
        parser.setContentHandler(null);
        parsers.offer(parser);
    }

    /** An XML-RPC fault: XAPI sends one for what it cannot dispatch. */
    record Fault(String text) {}

    private static XMLReader parser() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            XMLReader parser = factory.newSAXParser().getXMLReader();
            parser.setErrorHandler(null);
            parser.setEntityResolver((_, _) -> {
                throw new SAXException("external entity");
            });
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Object[] array -> {
                List<@Nullable Object> list = new ArrayList<>(array.length);
                for (Object element : array) {
                    list.add(plain(element));
                }
                yield list;
            }
            case Map<?, ?> map -> {
                @SuppressWarnings("unchecked") // the library's own map, filled with nothing else
                Map<Object, @Nullable Object> members = (Map<Object, @Nullable Object>) map;
                members.replaceAll((_, member) -> plain(member));
                yield members;
            }
            case null, default -> value;
        };
    }

    private record Request(XmlRpcRequestConfig config, String method, List<?> parameters) implements XmlRpcRequest {
        @Override
        public XmlRpcRequestConfig getConfig() {
            return config;
        }

        @Override
        public String getMethodName() {
            return method;
        }

        @Override
        public int getParameterCount() {
            return parameters.size();
        }

        @Override
        public Object getParameter(int index) {
            return parameters.get(index);
        }
    }
}
