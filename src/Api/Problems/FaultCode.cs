namespace ToolTime.Api.Problems;

/// <summary>The codes of faults. Clients may depend on them, so they never change.</summary>
internal static class FaultCode
{
    public const string Json = "json";
    public const string Depth = "depth";
    public const string DuplicateMember = "duplicate_member";
    public const string Encoding = "encoding";
    public const string Missing = "missing";
    public const string Type = "type";
    public const string Range = "range";
    public const string Length = "length";
    public const string Pattern = "pattern";
    public const string Unsupported = "unsupported";
    public const string UnknownMember = "unknown_member";
    public const string TooMany = "too_many";
    public const string DuplicateDay = "duplicate_day";
    public const string Epoch = "epoch";
    public const string TooOld = "too_old";
    public const string InFuture = "in_future";
    public const string Signature = "signature";
    public const string TooLarge = "too_large";
    public const string MediaType = "media_type";
    public const string Quota = "quota";
    public const string Unavailable = "unavailable";
    public const string Unauthorized = "unauthorized";
    public const string Window = "window";
    public const string Client = "client";
    public const string Weeks = "weeks";
    public const string Name = "name";
    public const string Format = "format";
    public const string Show = "show";
    public const string Host = "host";
    public const string Origin = "origin";
    public const string Accept = "accept";
    public const string Dimension = "dimension";
    public const string NotFound = "not_found";
    public const string Method = "method";
    public const string Framing = "framing";
    public const string Refused = "refused";
    public const string Internal = "internal";
}
