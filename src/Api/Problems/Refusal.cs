using Contagion.Model;

namespace Contagion.Api;

/// <summary>A request is refused: what is answered instead.</summary>
public sealed class Refusal : Exception
{
    private Refusal(int status, string message)
        : base(message) => Status = status;

    /// <summary>The status of the answer.</summary>
    public int Status { get; }

    /// <summary>When to ask again; null where that does not help.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>What is wrong with the input, place by place; empty where it has none.</summary>
    public IReadOnlyList<Fault> Faults { get; private init; } = [];

    /// <summary>Something in the request is wrong.</summary>
    public static Refusal Wrong(string what) => new(StatusCodes.Status400BadRequest, what);

    /// <summary>A scenario or a network is wrong.</summary>
    /// <param name="wrong">Its faults.</param>
    /// <param name="folder">The folder they lie in, which nobody outside is told.</param>
    public static Refusal Wrong(InputException wrong, string folder = "")
    {
        Fault[] faults = [.. wrong.Faults.Select(fault => fault with { File = Plain(fault.File, folder), Message = Plain(fault.Message, folder) })];
        return new Refusal(StatusCodes.Status400BadRequest, new InputException(faults, wrong.Count).Message) { Faults = faults };
    }

    /// <summary>Nobody knows who asks.</summary>
    public static Refusal NoKey(string what) => new(StatusCodes.Status401Unauthorized, what);

    /// <summary>Who asks may not.</summary>
    public static Refusal Forbidden(string what) => new(StatusCodes.Status403Forbidden, what);

    /// <summary>There is no such thing, or it is somebody else's.</summary>
    public static Refusal Unknown(string what) => new(StatusCodes.Status404NotFound, what);

    /// <summary>It cannot be now.</summary>
    public static Refusal Conflict(string what, TimeSpan? retryAfter = null) => new(StatusCodes.Status409Conflict, what) { RetryAfter = retryAfter };

    /// <summary>It has changed since it was looked at.</summary>
    public static Refusal Changed(string what) => new(StatusCodes.Status412PreconditionFailed, what);

    /// <summary>It is larger than this server takes.</summary>
    public static Refusal TooLarge(string what) => new(StatusCodes.Status413PayloadTooLarge, what);

    /// <summary>The body is of a type that nobody here reads.</summary>
    public static Refusal WrongType(string what) => new(StatusCodes.Status415UnsupportedMediaType, what);

    /// <summary>It cannot be told in any of the forms asked for.</summary>
    public static Refusal NoSuchForm(string what) => new(StatusCodes.Status406NotAcceptable, what);

    /// <summary>The key was used for another request.</summary>
    public static Refusal KeyTaken() => new(StatusCodes.Status422UnprocessableEntity, "this Idempotency-Key was used for another request; expected a new one for a new request");

    /// <summary>The caller has too much under way.</summary>
    public static Refusal TooMany(string what, TimeSpan retryAfter) => new(StatusCodes.Status429TooManyRequests, what) { RetryAfter = retryAfter };

    private static string Plain(string text, string folder) => folder.Length == 0 ? text : text.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
