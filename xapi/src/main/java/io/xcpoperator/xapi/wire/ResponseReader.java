package io.xcpoperator.xapi.wire;

import java.util.Map;
import org.apache.xmlrpc.common.TypeFactory;
import org.apache.xmlrpc.common.XmlRpcStreamRequestConfig;
import org.apache.xmlrpc.parser.XmlRpcResponseParser;
import org.xml.sax.SAXException;

/** Drops the Java object a fault may carry before anything looks at it (CVE-2019-17570). */
final class ResponseReader extends XmlRpcResponseParser {
    ResponseReader(XmlRpcStreamRequestConfig config, TypeFactory types) {
        super(config, types);
    }

    @Override
    protected void addResult(Object result) throws SAXException {
        if (!isSuccess() && result instanceof Map<?, ?> fault) {
            fault.remove("faultCause");
            // the library insists on an Integer
            @SuppressWarnings("unchecked")
            Map<Object, Object> members = (Map<Object, Object>) fault;
            members.replace("faultCode", 0);
        }
        super.addResult(result);
    }
}
