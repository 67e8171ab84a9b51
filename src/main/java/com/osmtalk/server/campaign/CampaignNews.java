package com.osmtalk.server.campaign;

import com.osmtalk.api.Lead;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes on to its observers what comes of leads. They join while the server is put together. */
public final class CampaignNews {
    private final List<CampaignObserver> observers = new CopyOnWriteArrayList<>();

    public void tell(CampaignObserver observer) {
        observers.add(observer);
    }

    void leadCompleted(StoredCampaign stored, Lead lead) {
        observers.forEach(observer -> observer.leadCompleted(stored.organizationId(), stored.campaign(), lead));
    }
}
