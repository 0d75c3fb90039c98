package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.CertificateRecord;
import io.xcpoperator.xapi.types.CertificateRef;
import java.util.Map;

/** Messages of class Certificate that answer at once. Parameters and errors: the XAPI data model. */
public interface CertificateCalls {
    @Call("Certificate.get_record")
    CertificateRecord getRecord(CertificateRef certificate);

    @Call("Certificate.get_all_records")
    Map<CertificateRef, CertificateRecord> getAllRecords();
}
