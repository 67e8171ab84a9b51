package com.osmtalk.server.campaign;

import com.osmtalk.api.Lead;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells the observers of campaigns what became of a lead. They subscribe while the server is wired. */
public final class CampaignPublisher {
    private final List<CampaignObserver> observers = new CopyOnWriteArrayList<>();

    public void subscribe(CampaignObserver observer) {
        observers.add(observer);
    }

    void leadCompleted(StoredCampaign stored, Lead lead) {
        observers.forEach(observer -> observer.leadCompleted(stored.organizationId(), stored.campaign(), lead));
    }
}
