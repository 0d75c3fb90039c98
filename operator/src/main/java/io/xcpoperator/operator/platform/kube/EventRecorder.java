package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xcpoperator.operator.platform.Latest;
import io.xcpoperator.operator.platform.leader.Leadership;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Kubernetes Events: as leader only, the same warning of an object once in {@link #SAME}, and no more than
 * {@link #MOST} of an object within that time. An Event that cannot be written costs nothing but itself.
 */
public final class EventRecorder {
    static final Duration SAME = Duration.ofHours(1);
    static final int MOST = 20;

    private static final Logger log = LoggerFactory.getLogger(EventRecorder.class);
    /** In bytes, as the API server counts. */
    private static final int LONGEST_NOTE = 1024;

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final Leadership leadership;
    private final InstantSource clock;
    private final String instance = UUID.randomUUID().toString();
    private final Lock lock = new ReentrantLock();
    private final Map<String, Spent> spent = new Latest<>();

    /** What an object has had since {@code since}: how many, and the warnings among them. */
    private record Spent(Instant since, int count, Set<String> warnings) {}

    public EventRecorder(KubernetesClient client, Leadership leadership, InstantSource clock) {
        this.client = client;
        this.leadership = leadership;
        this.clock = clock;
    }

    public void record(HasMetadata about, Notice notice) {
        write(about, notice, UUID.randomUUID());
    }

    /**
     * Of a change of its status, which a round that read an old object sees a second time.
     *
     * @param occasion what tells this change from an earlier one of the same words
     */
    public void recordOnce(HasMetadata about, Notice notice, String occasion) {
        String change = String.join("/", about.getMetadata().getUid(), occasion, notice.reason(), notice.note());
        write(about, notice, UUID.nameUUIDFromBytes(change.getBytes(StandardCharsets.UTF_8)));
    }

    private void write(HasMetadata about, Notice notice, UUID id) {
        if (!leadership.mayWrite() || !isNew(about.getMetadata().getUid(), notice)) {
            return;
        }
        try {
            client.resource(event(about, notice, id)).create();
        } catch (KubernetesClientException e) {
            log.atDebug().addKeyValue("reason", notice.reason()).setCause(e).log("event not written");
        }
    }

    private boolean isNew(String uid, Notice notice) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Spent before = spent.remove(uid);
            Spent row = before == null || !before.since().plus(SAME).isAfter(now)
                    ? new Spent(now, 0, new HashSet<>())
                    : before;
            boolean told = notice.warning() && !row.warnings().add(notice.reason() + "/" + notice.note());
            boolean isNew = !told && row.count() < MOST;
            spent.put(uid, new Spent(row.since(), isNew ? row.count() + 1 : row.count(), row.warnings()));
            return isNew;
        } finally {
            lock.unlock();
        }
    }

    private Event event(HasMetadata about, Notice notice, UUID id) {
        var metadata = about.getMetadata();
        return new EventBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(metadata.getNamespace())
                        .withName(name(metadata.getName(), id))
                        .build())
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withNamespace(metadata.getNamespace())
                        .withName(metadata.getName())
                        .withUid(metadata.getUid())
                        .withResourceVersion(metadata.getResourceVersion())
                        .build())
                .withEventTime(new MicroTime(MICROS.format(clock.instant())))
                .withReportingController("xcp-operator.io/operator")
                .withReportingInstance(instance)
                .withType(notice.warning() ? "Warning" : "Normal")
                .withReason(notice.reason())
                .withAction(notice.action())
                .withNote(cut(notice.note()))
                .build();
    }

    private static String cut(String note) {
        if (bytes(note) <= LONGEST_NOTE) {
            return note;
        }
        int end = Math.min(note.length(), LONGEST_NOTE);
        while (bytes(note.substring(0, end) + "…") > LONGEST_NOTE || Character.isHighSurrogate(note.charAt(end - 1))) {
            end--;
        }
        return note.substring(0, end) + "…";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** At most 253 characters; the API server takes none a second time. */
    private static String name(String object, UUID id) {
        String suffix = "." + id;
        return object.substring(0, Math.min(object.length(), 253 - suffix.length())) + suffix;
    }
}
