package io.xcpoperator.simulator.vm.copies;

import io.xcpoperator.simulator.value.XapiFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The disks a template asks for: {@code <provision><disk device="0" size="…" sr="…" …/></provision>}. Pure. */
final class ProvisionXml {
    /** A disk; {@code sr} is a uuid, {@code size} in bytes. */
    record Disk(String device, long size, String sr, boolean bootable, String type) {}

    private ProvisionXml() {}

    /** Reads the entry {@code disks}; fails with {@code INTERNAL_ERROR} when it is none. */
    static List<Disk> read(String xml) {
        if (xml.isEmpty()) {
            return List.of();
        }
        NodeList nodes = parse(xml).getElementsByTagName("disk");
        var disks = new ArrayList<Disk>();
        for (int index = 0; index < nodes.getLength(); index++) {
            if (nodes.item(index) instanceof Element disk) {
                disks.add(new Disk(
                        disk.getAttribute("device"),
                        size(disk.getAttribute("size")),
                        disk.getAttribute("sr"),
                        disk.getAttribute("bootable").equals("true"),
                        disk.getAttribute("type").isEmpty() ? "user" : disk.getAttribute("type")));
            }
        }
        return List.copyOf(disks);
    }

    private static long size(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw XapiFailure.failure("Int64.of_string");
        }
    }

    private static Element parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (SAXException e) {
            throw XapiFailure.internal("Xmlm.Error(\"" + e.getMessage() + "\")");
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
