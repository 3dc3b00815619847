using System.ComponentModel.DataAnnotations;
using System.Net;

namespace ToolTime.Silo.Hosting;

/// <summary>How this process takes part in a cluster.</summary>
public sealed class ClusterMemberOptions : IValidatableObject
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Cluster";

    /// <summary>The cluster's name; processes with the same one over the same database are one cluster. Default <c>tooltime</c>.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public string Id { get; set; } = "tooltime";

    /// <summary>
    /// This machine's address, by which the other silos and the front ends reach this silo and on which it listens. Default
    /// <c>127.0.0.1</c>, for a cluster on one machine.
    /// </summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Where it listens to other silos. Default 11111.</summary>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Where it listens to front ends. Default 30000.</summary>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>
    /// How long a silo waits for another's answer to a probe; after three that were missed, and by the word of two silos, it is dead to
    /// all. Shorter ends a failure sooner and takes a slow silo for a dead one more easily. Default 2 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The certificates by which the processes of the cluster know each other.</summary>
    public ClusterTlsOptions Tls { get; set; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            yield return new("Cluster:Address must be an IP address by which others reach this machine.", [nameof(Address)]);
        }
    }
}
