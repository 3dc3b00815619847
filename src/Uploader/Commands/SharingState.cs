namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime share status --json`: everything a skill needs to ask once and then stay silent. Instants are UTC.</summary>
internal sealed record SharingState
{
    public const string On = "on";
    public const string Off = "off";
    public const string NeverAsked = "never_asked";
    public const string ConsentOutdated = "consent_outdated";
    public const string NotHere = "not_here";

    /// <summary>
    /// One of the above. Only `never_asked` and `consent_outdated` justify a question; `not_here` is a CI run, or DO_NOT_TRACK.
    /// </summary>
    public required string Sharing { get; init; }

    /// <summary>Why nothing is sent, or null.</summary>
    public required string? Reason { get; init; }

    public required string? ConsentedAt { get; init; }

    public required int? ConsentVersion { get; init; }

    /// <summary>The kinds of names that are shared, or would be.</summary>
    public required IReadOnlyList<string> SharedKinds { get; init; }

    /// <summary>The version of <see cref="ConsentText"/>.</summary>
    public required int CurrentConsentVersion { get; init; }

    /// <summary>The text that is agreed to, to be shown word for word before the question.</summary>
    public required string ConsentText { get; init; }

    public required string Policy { get; init; }

    public required string Server { get; init; }

    public required string? LastUploadAt { get; init; }

    /// <summary>When the next automatic upload is due at the latest, unless enough events gather first; null if sharing is off.</summary>
    public required string? NextUploadAt { get; init; }

    public required int RequestsToday { get; init; }

    public required int WaitingDays { get; init; }

    public required IReadOnlyList<string> Refused { get; init; }

    public required string? LastFailureAt { get; init; }

    public required string? LastFailure { get; init; }

    /// <summary>Over the last 7 days: names that cannot be sent, and lines of the record that could not be read.</summary>
    public required int NamesLeftOut { get; init; }

    public required int TornLines { get; init; }
}
