package io.xcpoperator.xapi.wire;

import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.XMLFilterImpl;

/** Refuses answers nested deeper than any of XAPI's: the reader below calls itself once a level. */
final class DepthGuard extends XMLFilterImpl {
    private static final int DEEPEST = 96;
    private int depth;

    DepthGuard(ContentHandler next) {
        setContentHandler(next);
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        if (++depth > DEEPEST) {
            throw new SAXException("nested too deeply");
        }
        super.startElement(uri, localName, name, attributes);
    }

    @Override
    public void endElement(String uri, String localName, String name) throws SAXException {
        depth--;
        super.endElement(uri, localName, name);
    }
}
