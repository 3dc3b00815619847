using System.ComponentModel.DataAnnotations;

namespace ToolTime.Submissions;

/// <summary>What is taken in, and how much of it.</summary>
public sealed class IngestionOptions : IValidatableObject
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Ingestion";

    /// <summary>Accepted submissions of a token in a UTC day; 0 for no limit. Default 10.</summary>
    [Range(0, 1_000_000)]
    public int PerTokenPerDay { get; set; } = 10;

    /// <summary>
    /// Accepted submissions of an address (of IPv6, of a /64) in a UTC day, counted by each front end; 0 for no limit. Default 50.
    /// </summary>
    [Range(0, 1_000_000)]
    public int PerAddressPerDay { get; set; } = 50;

    /// <summary>
    /// The addresses or networks of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> count. Default none: then a peer on
    /// this machine or on a private network is not limited, since all may come from there.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>How old a report may be. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How far ahead of our clock a report may be. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxFuture { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TrustedProxies.Any(proxy => !TrustedProxy.TryParse(proxy, out _)))
        {
            yield return new("Ingestion:TrustedProxies must hold addresses or networks such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
        }
    }
}
