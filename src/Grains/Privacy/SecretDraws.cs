using ToolTime.Calendar;

namespace ToolTime.Grains.Privacy;

/// <summary>All that is secretly drawn for a cell that is told.</summary>
/// <param name="Margin">By how much its number of submitters is told too low.</param>
/// <param name="Offset">And by how much more, for ever.</param>
/// <param name="OfErrors">The margin by which its error rate is off.</param>
/// <param name="OfRejections">The margin by which its rejection rate is off.</param>
internal readonly record struct SecretDraws(int Margin, int Offset, int OfErrors, int OfRejections)
{
    private const string Errors = "errors";
    private const string Rejections = "rejections";

    /// <summary>Those of a week.</summary>
    public static SecretDraws Of(PublicationSecret secret, CellKey cell, IsoWeek week, PrivacyOptions limits) => new(
        SecretMargin.Of(secret, cell, week, limits), Rounding.OffsetOf(secret, cell, limits),
        SecretMargin.Of(secret, cell, week, limits, Errors), SecretMargin.Of(secret, cell, week, limits, Rejections));

    /// <summary>Those of seven days.</summary>
    public static SecretDraws Of(PublicationSecret secret, CellKey cell, SevenDays days, PrivacyOptions limits) => new(
        SecretMargin.Of(secret, cell, days, limits), Rounding.OffsetOf(secret, cell, limits),
        SecretMargin.Of(secret, cell, days, limits, Errors), SecretMargin.Of(secret, cell, days, limits, Rejections));
}
