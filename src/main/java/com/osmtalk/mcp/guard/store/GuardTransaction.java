package com.osmtalk.mcp.guard.store;

/** What can be read and written inside one transaction of {@link GuardDatabase}. */
public final class GuardTransaction {
    private final DialStore dials;
    private final CampaignCallStore campaignCalls;
    private final PreviewStore previews;
    private final IdentityStore identity;

    GuardTransaction(Sql sql) {
        this.dials = new DialStore(sql);
        this.campaignCalls = new CampaignCallStore(sql, dials);
        this.previews = new PreviewStore(sql);
        this.identity = new IdentityStore(sql);
    }

    /** Single calls, and all counts over calls of any kind. */
    public DialStore dials() {
        return dials;
    }

    /** The calls that campaigns make, or may make. */
    public CampaignCallStore campaignCalls() {
        return campaignCalls;
    }

    /** Previews that wait for a person's answer. */
    public PreviewStore previews() {
        return previews;
    }

    /** Creates the tables that are not there yet. */
    void createTables() {
        dials.createTable();
        previews.createTable();
        campaignCalls.createTables();
        identity.createTable();
    }

    /** Which file this is. */
    IdentityStore identity() {
        return identity;
    }
}
