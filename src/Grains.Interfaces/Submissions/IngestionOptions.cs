using System.ComponentModel.DataAnnotations;

namespace ToolTime.Submissions;

/// <summary>What is accepted, and how much of it.</summary>
public sealed class IngestionOptions : IValidatableObject
{
    /// <summary>The settings section.</summary>
    public const string Section = "Ingestion";

    /// <summary>Accepted submissions per token and UTC day; 0 for no limit. Default 10.</summary>
    [Range(0, 1_000_000)]
    public int PerTokenPerDay { get; set; } = 10;

    /// <summary>
    /// Accepted submissions per address (IPv6: per /64) and UTC day, counted by each front end; 0 for no limit. Default 50.
    /// </summary>
    [Range(0, 1_000_000)]
    public int PerAddressPerDay { get; set; } = 50;

    /// <summary>
    /// The addresses or networks of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are trusted. Default none: peers on
    /// this machine or a private network are then not limited, since one may forward for everyone.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>The maximum age of a report. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How far ahead of the server's clock a report may be. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxFuture { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TrustedProxies.Any(proxy => !ProxyNetwork.TryParse(proxy, out _)))
        {
            yield return new("Ingestion:TrustedProxies must hold addresses or networks such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
        }
    }
}
