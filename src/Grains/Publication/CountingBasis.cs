using System.Security.Cryptography;
using System.Text;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Names;

namespace ToolTime.Grains.Publication;

/// <summary>
/// On what the counting of a week depends beside its rows: the list of names, who is mature, and the code. Steps that were counted on another
/// basis cannot be added up with those of this one. The limits that decide on what was counted, and the secret, are not in it.
/// </summary>
internal static class CountingBasis
{
    /// <summary>SHA-256 of all that it depends on.</summary>
    /// <param name="names">The list of names.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="due">When the week's publication is due.</param>
    public static byte[] Of(NameList names, PrivacyOptions limits, DateTimeOffset due)
    {
        // A build of the same code has the same id, and any other one may count otherwise.
        var (grains, calendar) = (typeof(CountingBasis).Module.ModuleVersionId, typeof(IsoWeek).Module.ModuleVersionId);
        return SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{grains}\n{calendar}\n{limits.MatureDays}\n{limits.MatureAge.Ticks}\n{due.UtcTicks}\n{names.Fingerprint}"));
    }
}
